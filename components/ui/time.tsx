import { ago, dateOf, dateTimeOf } from './time-format'

interface TimeProps {
  at: Date | string
  /** `relative` (the default) reads "3 h ago" and turns into a date after a week. */
  show?: 'relative' | 'date' | 'datetime'
}

/** Made on the server, in UTC, and says so: the same text for everybody who reads the record. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const date = new Date(at)
  const text = show === 'relative' ? ago(date, new Date()) : show === 'date' ? dateOf(date) : dateTimeOf(date)
  return (
    <time dateTime={date.toISOString()} title={dateTimeOf(date)} className="whitespace-nowrap" suppressHydrationWarning>
      {text}
    </time>
  )
}
