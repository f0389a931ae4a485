import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { describeEvent, type ReadEvent } from '@/lib/audit/describe'
import { explainOperation } from '@/lib/registry'

interface ActivityEvent extends ReadEvent {
  id: string
  at: Date
}

interface ActivityListProps {
  events: readonly ActivityEvent[]
  /** Where an event leads; left out, or without an answer, it is plain text. */
  hrefOf?: (event: ActivityEvent) => string | undefined
}

/** Events as sentences, the newest first. */
export function ActivityList({ events, hrefOf }: ActivityListProps) {
  return (
    <ol className="divide-y divide-line">
      {events.map(event => (
        <li
          key={event.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5"
        >
          <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
            <Sentence href={hrefOf?.(event)}>{describeEvent(event, explainOperation)}</Sentence>
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

function Sentence({ href, children }: { href?: string; children: string }) {
  if (!href) return children
  return (
    <Link href={href} className="name-link">
      {children}
    </Link>
  )
}
