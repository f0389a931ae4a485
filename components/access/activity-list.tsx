import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { describe, type ReadEvent } from '@/lib/audit/describe'
import { explainOperation } from '@/lib/operation/registry'

interface ActivityListProps {
  events: readonly (ReadEvent & { id: string; at: Date })[]
}

/** Events as sentences, the newest first. */
export function ActivityList({ events }: ActivityListProps) {
  return (
    <ol className="divide-y divide-line">
      {events.map(event => (
        <li key={event.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
          <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
            {describe(event, explainOperation)}
            {event.outcome === 'refused' && (
              <>
                {' '}
                <Badge tone="bad">Refused</Badge>
              </>
            )}
          </p>
          <p className="text-[0.8125rem] text-muted">
            <Time at={event.at} />
          </p>
        </li>
      ))}
    </ol>
  )
}
