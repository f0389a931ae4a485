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
    <ol className="activity lines">
      {events.map(event => (
        <li key={event.id}>
          <p>
            <Sentence href={hrefOf?.(event)}>{describeEvent(event, explainOperation)}</Sentence>
            {event.outcome === 'refused' && (
              <>
                {' '}
                <Badge tone="bad">Refused</Badge>
              </>
            )}
          </p>
          <Time at={event.at} />
        </li>
      ))}
    </ol>
  )
}

function Sentence({ href, children }: { href?: string; children: string }) {
  if (!href) return children
  return <Link href={href}>{children}</Link>
}
