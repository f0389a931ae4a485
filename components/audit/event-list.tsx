import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { DetailsLoader } from '@/components/ui/details-loader'
import { Icon, type IconName } from '@/components/ui/icon'
import {
  building,
  eye,
  keyRound,
  lock,
  mail,
  pencil,
  settings,
  shield,
  uploadIcon,
  user,
  usersIcon,
  usersRound,
} from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { dayHeadingOf } from '@/components/ui/time-format'
import type { ReadEvent } from '@/lib/audit/describe'
import { eventLabel, type EventKind, type PrincipalWay } from '@/lib/audit/labels'
import { countPeople, formatNumber, pluralize } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
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

/** What a change is about tells more than that it is one: by the first word of its event's name. */
const changeIcons: Record<string, IconName> = {
  invitation: mail,
  invitations: mail,
  group: usersRound,
  permission: shield,
  import: uploadIcon,
  users: usersIcon,
  user: user,
  company: building,
  security: settings,
}
const kindIcons: Record<EventKind, IconName> = { change: pencil, 'sign-in': keyRound, read: eye, refusal: lock }

const iconOf = ({ kind, event }: AuditEvent): IconName =>
  (kind === 'change' && lookup(changeIcons, event.split('.')[0]!)) || kindIcons[kind]

/** Tones only where they tell something: most of a log is calm. */
const toneOf = ({ kind, outcome }: AuditEvent): string | undefined =>
  outcome === 'refused' || kind === 'refusal'
    ? 'bad'
    : kind === 'sign-in'
      ? 'good'
      : kind === 'change'
        ? 'info'
        : undefined

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
  const isOld = (event: AuditEvent) => now.getTime() - event.at.getTime() >= HOUR_MS
  const shown = { sentenceOf, reader, open, isOld }
  return (
    <div className="flex flex-col gap-6">
      {[...byDay(events, now)].map(([day, ofDay]) => (
        <section key={day}>
          <h2 className="mb-2 text-[0.8125rem] font-semibold text-muted">{day}</h2>
          <ul className="events card lines overflow-clip">
            {burstsOf(ofDay).map(burst =>
              burst.length < BURST || open ? (
                burst.map(event => <Entry key={event.id} event={event} {...shown} />)
              ) : (
                <li key={burst[0]!.id}>
                  <details>
                    <summary>
                      <EventIcon event={burst[0]!} />
                      <span className="words">
                        <b>{formatNumber(burst.length)} × </b>
                        {burstLabel(burst)}
                      </span>
                      <When event={burst[0]!} old={isOld(burst[0]!)} />
                    </summary>
                    <ul className="lines">
                      {burst.map(event => (
                        <Entry key={event.id} event={event} {...shown} />
                      ))}
                    </ul>
                  </details>
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
      {!open && <DetailsLoader />}
    </div>
  )
}

interface EntryProps extends Omit<EventListProps, 'events'> {
  event: AuditEvent
  isOld: (event: AuditEvent) => boolean
}

function Entry({ event, sentenceOf, reader, open, isOld }: EntryProps) {
  return (
    <li>
      <details open={open || undefined}>
        <summary>
          <EventIcon event={event} />
          <span className="words">
            {event.actorName && <Avatar name={event.actorName} />}
            {sentenceOf(event)}
          </span>
          <When event={event} old={isOld(event)} />
        </summary>
        {open ? (
          <EventDetails event={event} reader={reader} />
        ) : (
          <Link href={paths.auditLog(reader.company, { id: event.id })}>Event details</Link>
        )}
      </details>
    </li>
  )
}

const EventIcon = ({ event }: { event: AuditEvent }) => <Icon of={iconOf(event)} className={toneOf(event)} />

/** So many alike in a row are one line, which opens. */
const BURST = 5

/** Neighbours of one event and outcome, together. */
function burstsOf(events: readonly AuditEvent[]): AuditEvent[][] {
  const bursts: AuditEvent[][] = []
  for (const event of events) {
    const before = bursts.at(-1)
    if (before?.[0]!.event === event.event && before[0]!.outcome === event.outcome) before.push(event)
    else bursts.push([event])
  }
  return bursts
}

/** "Sign-in refused, of 3 people, from 2 addresses". */
function burstLabel(burst: readonly AuditEvent[]): string {
  const actors = new Set(burst.flatMap(({ actorId }) => actorId ?? [])).size
  const targets = new Set(burst.flatMap(({ targetId, targetType }) => (targetType === 'user' && targetId) || [])).size
  const addresses = new Set(burst.flatMap(({ ip }) => ip ?? [])).size
  return [
    eventLabel(burst[0]!.event),
    // Nobody is signed in before a sign-in: then it is told whose it was.
    actors > 0 ? `by ${countPeople(actors)}` : targets > 0 ? `of ${countPeople(targets)}` : '',
    addresses > 0 ? `from ${pluralize(addresses, 'address', 'addresses')}` : '',
  ]
    .filter(Boolean)
    .join(', ')
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
