import { Badge, type Tone } from '@/components/ui/badge'

type ImportStateName = 'reviewed' | 'queued' | 'running' | 'stopped' | 'done' | 'undone'

const looks: Record<ImportStateName, { tone: Tone; label: string }> = {
  reviewed: { tone: 'neutral', label: 'Not started' },
  queued: { tone: 'info', label: 'Waiting' },
  running: { tone: 'info', label: 'Running' },
  stopped: { tone: 'warn', label: 'Stopped' },
  done: { tone: 'good', label: 'Done' },
  undone: { tone: 'neutral', label: 'Undone' },
}

export function ImportStateBadge({ state }: { state: ImportStateName }) {
  const { tone, label } = looks[state]
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}
