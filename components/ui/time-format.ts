import { formatDate as day } from '@/lib/kernel/format'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
  return (date: Date) => formatter.format(date)
}

const weekday = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const exactClock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

export const dateOf = day

export const clockOf = (date: Date): string => `${clock(date)} UTC`

/** The heading over what happened on a day, of UTC like every date here. */
export const dayHeadingOf = (date: Date, now: Date): string => {
  const days = Math.floor(now.getTime() / DAY) - Math.floor(date.getTime() / DAY)
  return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : weekday(date)
}

/** To the second, for a record. */
export const exactTimeOf = (date: Date): string => `${day(date)}, ${exactClock(date)} UTC`

export const dateTimeOf = (date: Date): string => `${day(date)}, ${clock(date)} UTC`

/** Short and honest: minutes, hours, days, and after a week (or in the future by more) the date. */
export const ago = (date: Date, now: Date): string => {
  const elapsed = now.getTime() - date.getTime()
  const distance = Math.abs(elapsed)
  if (distance < MINUTE) return elapsed < 0 ? 'in a moment' : 'just now'
  if (distance >= 7 * DAY) return day(date)
  const text =
    distance < HOUR
      ? `${Math.floor(distance / MINUTE)} min`
      : distance < DAY
        ? `${Math.floor(distance / HOUR)} h`
        : plural(Math.floor(distance / DAY))
  return elapsed < 0 ? `in ${text}` : `${text} ago`
}

const plural = (days: number): string => (days === 1 ? '1 day' : `${days} days`)
