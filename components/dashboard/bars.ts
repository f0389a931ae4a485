import type { TwoWayBar } from '@/components/ui/two-way-bars'
import { formatDate } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'

/** What happened on a day, or from one to another. */
export interface Counted {
  from: string
  to: string
  up: number
  down: number
}

const dateOf = (day: string): string => formatDate(new Date(day))

/** Without its year: on the axis it is plain. */
const shortOf = (day: string): string => dateOf(day).replace(/ \d{4}$/, '')

/** The days of all of them, as the audit log is narrowed to them. */
export const rangeOf = (counted: readonly Counted[]): { from?: string; to?: string } => ({
  from: counted.at(0)?.from,
  to: counted.at(-1)?.to,
})

/** A bar for each, whose two parts lead to the events that were counted. */
export const barsOf = (
  counted: readonly Counted[],
  company: string,
  events: { up: string; down: string },
): TwoWayBar[] =>
  counted.map(({ from, to, up, down }) => ({
    label: from === to ? dateOf(from) : `${shortOf(from)} to ${dateOf(to)}`,
    short: shortOf(from),
    up,
    down,
    upHref: paths.auditLog(company, { event: events.up, from, to }),
    downHref: paths.auditLog(company, { event: events.down, from, to }),
  }))
