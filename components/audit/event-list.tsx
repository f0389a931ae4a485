import { dayHeadingOf } from '@/components/ui/day-heading'
import { DetailsLoader } from '@/components/ui/details-loader'
import type { IconName } from '@/components/ui/icon'
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
import { timeParts } from '@/components/ui/time'
import type { ReadEvent } from '@/lib/audit/describe'
import { eventLabel, type EventKind, type PrincipalWay } from '@/lib/audit/labels'
import { countPeople, formatNumber, pluralize } from '@/lib/kernel/format'
import { lookup } from '@/lib/kernel/lookup'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { EventDetails, type Reader } from './event-details'
import { EventEntries, type BurstWords, type EntryWords } from './event-entries'

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
const toneOf = ({ kind, outcome }: AuditEvent): EntryWords['tone'] =>
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
  /** By whose clock it was asked for; left out, it is the reader's. */
  timeZone?: string
  /** Whether all of them stand open. Else what is known of one comes from its own address, as soon as it is opened. */
  open: boolean
}

/** A log as it is read: a day, its sentences, and behind each sentence everything that is known. */
export function EventList({ events, sentenceOf, reader, timeZone, open }: EventListProps) {
  const now = new Date()
  const eventHref = paths.auditLog(reader.company, { timeZone, id: 'x' }).slice(0, -1)
  const wordsOf = (event: AuditEvent): EntryWords => ({
    id: event.id,
    icon: iconOf(event),
    tone: toneOf(event),
    actorName: event.actorName ?? undefined,
    text: sentenceOf(event),
    refused: event.outcome === 'refused' || undefined,
    time: timeParts({ at: event.at, show: now.getTime() - event.at.getTime() >= HOUR_MS ? 'clock' : 'relative' }),
    details: open ? <EventDetails event={event} reader={reader} /> : undefined,
  })
  const burstWordsOf = (burst: AuditEvent[]): BurstWords => ({
    ...(burst.length >= BURST && !open && { label: burstLabel(burst), count: `${formatNumber(burst.length)} × ` }),
    entries: burst.map(wordsOf),
  })
  return (
    <div className="flex flex-col gap-6">
      {[...byDay(events, now)].map(([day, ofDay]) => (
        <section key={day}>
          <h2 className="mb-2 text-[0.8125rem] font-semibold text-muted">{day}</h2>
          <EventEntries eventHref={eventHref} bursts={burstsOf(ofDay).map(burstWordsOf)} />
        </section>
      ))}
      {!open && <DetailsLoader />}
    </div>
  )
}

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

/** "Sign-in refused, for 3 people, from 2 addresses". */
function burstLabel(burst: readonly AuditEvent[]): string {
  const actors = new Set(burst.flatMap(({ actorId }) => actorId ?? [])).size
  const targets = new Set(burst.flatMap(({ targetId, targetType }) => (targetType === 'user' && targetId) || [])).size
  const addresses = new Set(burst.flatMap(({ ip }) => ip ?? [])).size
  return [
    eventLabel(burst[0]!.event),
    // Nobody is signed in before a sign-in: then it is told whose it was.
    actors > 0 ? `by ${countPeople(actors)}` : targets > 0 ? `for ${countPeople(targets)}` : '',
    addresses > 0 ? `from ${pluralize(addresses, 'address', 'addresses')}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function byDay(events: AuditEvent[], now: Date): Map<string, AuditEvent[]> {
  const timeZone = readerTimeZone()
  const days = new Map<string, AuditEvent[]>()
  for (const event of events) {
    const day = dayHeadingOf(event.at, now, timeZone)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return days
}
