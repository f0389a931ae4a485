import { formatDay } from '@/lib/kernel/format-date'

/** What happened on a day, or from one to another. */
export interface Counted {
  from: string
  to: string
  up: number
  down: number
}

/** Without its year: on the axis it is plain. */
const shortOf = (day: string): string => formatDay(day).replace(/ \d{4}$/, '')

/** What is drawn of each, in words made on the server: browsers may have others for a month. */
export interface BarWords extends Counted {
  label: string
  /** The same below the drawing, where there is room. */
  short: string
}

/** In their order, the oldest first. */
export const barsOf = (counted: readonly Counted[]): BarWords[] =>
  counted.map(bar => ({
    ...bar,
    label: bar.from === bar.to ? formatDay(bar.from) : `${shortOf(bar.from)} to ${formatDay(bar.to)}`,
    short: shortOf(bar.from),
  }))
