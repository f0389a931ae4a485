import { ago, clockOf, dateOf, dateTimeOf, exactTimeOf } from './time-format'
import { TimeInWords } from './time-in-words'

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

/** A time in words: for machines, in full, and as it is shown. */
export type WrittenTime = readonly [dateTime: string, title: string, text: string]

/** Made on the server, in UTC, and says so: the same text for everybody who reads the record. */
export const writtenTime = ({ at, show = 'relative' }: TimeProps): WrittenTime => {
  const date = new Date(at)
  return [date.toISOString(), dateTimeOf(date), shows[show](date)]
}

export function Time(props: TimeProps) {
  return <TimeInWords written={writtenTime(props)} />
}
