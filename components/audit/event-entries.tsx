'use client'

import { Fragment, type ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { FormattedTime } from '@/components/ui/formatted-time'
import { Icon, type IconName } from '@/components/ui/icon'
import { Link } from '@/components/ui/link'
import type { TimeParts } from '@/components/ui/time'

/** What a line of the log shows, and nothing else: it is sent to the browser. */
export interface EntryWords {
  id: string
  icon: IconName
  tone?: 'bad' | 'good' | 'info'
  /** Whose initials stand before the sentence. */
  actorName?: string
  text: string
  refused?: true
  time: TimeParts
  /** What is known of it, where it stands open. */
  details?: ReactNode
}

export interface BurstWords {
  /** What they are together; left out where each has a line of its own. */
  label?: string
  /** "27 × " */
  count?: string
  entries: EntryWords[]
}

interface EventEntriesProps {
  /** The address of an event, but for its id at the end. */
  eventHref: string
  bursts: BurstWords[]
}

/** Drawn from the words of its lines, which are sent in less than their elements (users-table.tsx). */
export function EventEntries({ eventHref, bursts }: EventEntriesProps) {
  return (
    <ul className="events card lines overflow-clip">
      {bursts.map(({ label, count, entries }) =>
        label === undefined ? (
          <Fragment key={entries[0]!.id}>{entries.map(entry => entryOf(entry, eventHref + entry.id))}</Fragment>
        ) : (
          <li key={entries[0]!.id}>
            <details>
              <summary>
                <Icon of={entries[0]!.icon} className={entries[0]!.tone} />
                <span className="words">
                  <b>{count}</b>
                  {label}
                </span>
                {whenOf(entries[0]!)}
              </summary>
              <ul className="lines">{entries.map(entry => entryOf(entry, eventHref + entry.id))}</ul>
            </details>
          </li>
        ),
      )}
    </ul>
  )
}

/* Called rather than mounted: there are dozens. */

function entryOf({ details, ...entry }: EntryWords, href: string) {
  return (
    <li key={entry.id}>
      <details open={details !== undefined || undefined}>
        <summary>
          <Icon of={entry.icon} className={entry.tone} />
          <span className="words">
            {entry.actorName && <Avatar name={entry.actorName} />}
            {entry.text}
          </span>
          {whenOf(entry)}
        </summary>
        {details ?? <Link href={href}>Event details</Link>}
      </details>
    </li>
  )
}

function whenOf({ refused, time }: EntryWords) {
  if (!refused) return <FormattedTime parts={time} />
  return (
    <span>
      <Badge tone="bad">Refused</Badge>
      <FormattedTime parts={time} />
    </span>
  )
}
