import { formatDate as dateOf, formatIn } from '@/lib/kernel/format-date'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const exactClock = formatIn({
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

export { dateOf }

const clock = formatIn({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' })

/** "14:03 CET" */
export const clockOf = (at: Date, timeZone: string): string =>
  timeZone === 'UTC' ? `${at.toISOString().slice(11, 16)} UTC` : clock(at, timeZone)

/** To the second, for a record. Each row of a list has it in UTC, which is written in a tenth of the time without a formatter. */
export const exactTimeOf = (at: Date, timeZone: string): string =>
  `${dateOf(at, timeZone)}, ${timeZone === 'UTC' ? `${at.toISOString().slice(11, 19)} UTC` : exactClock(at, timeZone)}`

export const dateTimeOf = (at: Date, timeZone: string): string => `${dateOf(at, timeZone)}, ${clockOf(at, timeZone)}`

/** Short and honest: minutes, hours, days, and after a week (or in the future by more) the date. */
export const ago = (at: Date, now: Date, timeZone: string): string => {
  const elapsed = now.getTime() - at.getTime()
  const distance = Math.abs(elapsed)
  if (distance < MINUTE) return elapsed < 0 ? 'in a moment' : 'just now'
  if (distance >= 7 * DAY) return dateOf(at, timeZone)
  const text =
    distance < HOUR
      ? `${Math.floor(distance / MINUTE)} min`
      : distance < DAY
        ? `${Math.floor(distance / HOUR)} h`
        : plural(Math.floor(distance / DAY))
  return elapsed < 0 ? `in ${text}` : `${text} ago`
}

const plural = (days: number): string => (days === 1 ? '1 day' : `${days} days`)
