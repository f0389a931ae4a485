import { Badge, type Tone } from '@/components/ui/badge'

export type UserStatusName = 'invited' | 'active' | 'inactive'

const looks: Record<UserStatusName, { tone: Tone; label: string }> = {
  active: { tone: 'good', label: 'Active' },
  invited: { tone: 'info', label: 'Invited' },
  inactive: { tone: 'neutral', label: 'Inactive' },
}

/** Whether somebody can sign in, may some day, or may not any more. */
export function StatusBadge({ status }: { status: UserStatusName }) {
  const { tone, label } = looks[status]
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}
