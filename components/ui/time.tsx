import { readerTimeZone } from '@/lib/kernel/reader'
import { FormattedTime } from './formatted-time'
import { ago, clockOf, dateOf, dateTimeOf, exactTimeOf } from './time-format'

interface TimeProps {
  at: Date | string
  /** `relative` (the default) reads "3 h ago" and turns into a date after a week; `clock` stands under a heading with the day. */
  show?: keyof typeof shows
}

const shows = {
  relative: (date: Date, timeZone: string) => ago(date, new Date(), timeZone),
  date: dateOf,
  datetime: dateTimeOf,
  exact: exactTimeOf,
  clock: clockOf,
}

/** A time in words: for machines, in full, and as it is shown. */
export type TimeParts = readonly [dateTime: string, title: string, text: string]

/** As exact as what is shown: the thousandths of fifty rows weigh more than their words. */
const toSecond = (date: Date): string => `${date.toISOString().slice(0, -5)}Z`

/** Made on the server, by the clock of who reads it; in full it is UTC, the same text for everybody who reads the record. */
export const timeParts = ({ at, show = 'relative' }: TimeProps): TimeParts => {
  const date = new Date(at)
  return [toSecond(date), exactTimeOf(date, 'UTC'), shows[show](date, readerTimeZone())]
}

export function Time(props: TimeProps) {
  return <FormattedTime parts={timeParts(props)} />
}
