import { Badge } from '@/components/ui/badge'
import { Icon, type IconShape } from '@/components/ui/icon'
import { chevronDown, eye, keyRound, lock, pencil } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { dayHeadingOf } from '@/components/ui/time-format'
import type { ReadEvent } from '@/lib/audit/describe'
import type { EventKind, PrincipalWay } from '@/lib/audit/labels'
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

const icons: Record<EventKind, IconShape> = { change: pencil, 'sign-in': keyRound, read: eye, refusal: lock }

/** Under a heading with the day, "5 h ago" says less than the clock. */
const HOUR_MS = 3_600_000

interface EventListProps {
  /** Newest first. */
  events: AuditEvent[]
  sentenceOf: (event: AuditEvent) => string
  reader: Reader
}

/** A log as it is read: a day, its sentences, and behind each sentence everything that is known. */
export function EventList({ events, sentenceOf, reader }: EventListProps) {
  const now = new Date()
  return (
    <div className="flex flex-col gap-6">
      {[...byDay(events, now)].map(([day, ofDay]) => (
        <section key={day}>
          <h2 className="mb-2 text-[0.8125rem] font-semibold text-muted">{day}</h2>
          <ul className="divide-y divide-line overflow-clip rounded-xl border border-line bg-surface shadow-xs">
            {ofDay.map(event => (
              <li key={event.id}>
                <EventRow
                  event={event}
                  sentence={sentenceOf(event)}
                  old={now.getTime() - event.at.getTime() >= HOUR_MS}
                  reader={reader}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** In a <details>, so that opening one needs no script and fifty cost no request. */
function EventRow({
  event,
  sentence,
  old,
  reader,
}: {
  event: AuditEvent
  sentence: string
  old: boolean
  reader: Reader
}) {
  return (
    <details className="group/event">
      <summary className="flex list-none items-start gap-3 px-4 py-3 -outline-offset-2! group-open/event:bg-sunken/50 hover:bg-sunken/50 [&::-webkit-details-marker]:hidden">
        <Icon of={icons[event.kind]} className="mt-0.5 size-4 text-muted" />
        <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
          <span className="block min-w-0 flex-1 wrap-anywhere">{sentence}</span>
          <span className="mt-1 flex shrink-0 items-center gap-2 text-[0.8125rem] text-muted sm:mt-0">
            {event.outcome === 'refused' && <Badge tone="bad">Refused</Badge>}
            <Time at={event.at} show={old ? 'clock' : 'relative'} />
          </span>
        </span>
        <Icon of={chevronDown} className="mt-0.5 size-4 text-muted transition-transform group-open/event:rotate-180" />
      </summary>
      <div className="border-t border-line px-4 py-4 sm:ps-11">
        <EventDetails event={event} reader={reader} />
      </div>
    </details>
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
