import { ago, clockOf, dateOf, dateTimeOf, exactTimeOf } from './time-format'

interface TimeProps {
  at: Date | string
  /** `relative` (the default) reads "3 h ago" and turns into a date after a week; `clock` stands under a heading with the day. */
  show?: keyof typeof shows
}

const shows = {
  relative: (date: Date) => ago(date, new Date()),
  date: dateOf,
  datetime: dateTimeOf,
  exact: exactTimeOf,
  clock: clockOf,
}

/** Made on the server, in UTC, and says so: the same text for everybody who reads the record. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={dateTimeOf(date)}>
      {shows[show](date)}
    </time>
  )
}
