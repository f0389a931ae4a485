import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { describeEvent, type ReadEvent } from '@/lib/audit/describe'
import { explainOperation } from '@/lib/registry'

interface ActivityEvent extends ReadEvent {
  id: string
  at: Date
}

interface ActivityListProps<Event> {
  events: readonly Event[]
  /** Where an event leads; left out, or without an answer, it is plain text. */
  hrefOf?: (event: Event) => string | undefined
  /** In place of what it is in the audit log. */
  sentenceOf?: (event: Event) => string
}

/** Events as sentences, the newest first. */
export function ActivityList<Event extends ActivityEvent>({
  events,
  hrefOf,
  sentenceOf = event => describeEvent(event, explainOperation),
}: ActivityListProps<Event>) {
  return (
    <ol className="activity lines">
      {events.map(event => (
        <li key={event.id}>
          <p>
            <Sentence href={hrefOf?.(event)}>{sentenceOf(event)}</Sentence>
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
