import { Badge } from '@/components/ui/badge'
import { DetailsLoader } from '@/components/ui/details-loader'
import { Icon, type IconName } from '@/components/ui/icon'
import { eye, keyRound, lock, pencil } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { dayHeadingOf } from '@/components/ui/time-format'
import type { ReadEvent } from '@/lib/audit/describe'
import type { EventKind, PrincipalWay } from '@/lib/audit/labels'
import { paths } from '@/lib/kernel/paths'
import { EventDetails, type Reader } from './event-details'

export interface AuditEvent extends ReadEvent {
  id: string
  at: Date
  kind: EventKind
  via: PrincipalWay | null
  requestId: string
  ip: string | null
  userAgent: string | null
}

const icons: Record<EventKind, IconName> = { change: pencil, 'sign-in': keyRound, read: eye, refusal: lock }

/** Under a heading with the day, "5 h ago" says less than the clock. */
const HOUR_MS = 3_600_000

interface EventListProps {
  /** Newest first. */
  events: AuditEvent[]
  sentenceOf: (event: AuditEvent) => string
  reader: Reader
  /** Whether all of them stand open. Else what is known of one comes from its own address, as soon as it is opened. */
  open: boolean
}

/** A log as it is read: a day, its sentences, and behind each sentence everything that is known. */
export function EventList({ events, sentenceOf, reader, open }: EventListProps) {
  const now = new Date()
  return (
    <div className="flex flex-col gap-6">
      {[...byDay(events, now)].map(([day, ofDay]) => (
        <section key={day}>
          <h2 className="mb-2 text-[0.8125rem] font-semibold text-muted">{day}</h2>
          <ul className="events card lines overflow-clip">
            {ofDay.map(event => (
              <li key={event.id}>
                <details open={open || undefined}>
                  <summary>
                    <Icon of={icons[event.kind]} />
                    {sentenceOf(event)}
                    <When event={event} old={now.getTime() - event.at.getTime() >= HOUR_MS} />
                  </summary>
                  {open ? (
                    <EventDetails event={event} reader={reader} />
                  ) : (
                    <Link href={paths.auditLog(reader.company, { id: event.id })}>Everything about this event</Link>
                  )}
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {!open && <DetailsLoader />}
    </div>
  )
}

function When({ event, old }: { event: AuditEvent; old: boolean }) {
  const time = <Time at={event.at} show={old ? 'clock' : 'relative'} />
  if (event.outcome !== 'refused') return time
  return (
    <span>
      <Badge tone="bad">Refused</Badge>
      {time}
    </span>
  )
}

function byDay(events: AuditEvent[], now: Date): Map<string, AuditEvent[]> {
  const days = new Map<string, AuditEvent[]>()
  for (const event of events) {
    const day = dayHeadingOf(event.at, now)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return days
}
