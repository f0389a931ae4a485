import { Temporal } from 'temporal-polyfill'
import { formatIn } from './format-date'
import { Remembered } from './remembered'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** "…, GMT-03:00" */
const distance = formatIn({ timeZoneName: 'longOffset' })

/** When days of a time zone begin: a dashboard asks for a hundred, and each takes some 30 µs. */
const beginnings = new Remembered<number>({ ms: DAY_MS, most: 5000 })

/** When a day such as 2026-05-31 begins in a time zone: at midnight, or where the clocks jump over that, when they have. */
export function beginningOf(day: string, timeZone: string): Date {
  if (timeZone === 'UTC') return new Date(`${day}T00:00:00Z`)
  const key = `${timeZone} ${day}`
  const known = beginnings.get(key)
  if (known !== undefined) return new Date(known)
  const found = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds
  beginnings.set(key, found)
  return new Date(found)
}

/** The day after, or so many after. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** When the one after it begins: a day has 23 or 25 hours where clocks are changed. */
export const endOf = (day: string, timeZone: string): Date => beginningOf(addDays(day, 1), timeZone)

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)

/** Which day it is there at that moment, such as 2026-05-31. */
export const dayOf = (at: Date, timeZone: string): string =>
  timeZone === 'UTC' ? at.toISOString().slice(0, 10) : zoned(at, timeZone).toPlainDate().toString()

/** Monday is 1, Sunday 7 (ISO 8601). */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7

/** "2026-05-31T14:03:12.000-03:00": the clock there, and how far it is from UTC; of UTC itself it ends with Z (RFC 3339). */
export function localTimestamp(at: Date, timeZone: string): string {
  if (timeZone === 'UTC') return at.toISOString()
  // A file has hundreds of thousands: this takes a tenth of what Temporal takes to write one.
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(distance(at, timeZone)) ?? ['', '+', '00', '00']
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  return `${new Date(at.getTime() + ahead).toISOString().slice(0, -1)}${sign}${hours}:${minutes}`
}

/** What a log keeps beside the days that somebody asked for: whose they are, where they are not of UTC. */
export const daysMeant = (day: string | undefined, timeZone: string): { timeZone?: string } =>
  day && timeZone !== 'UTC' ? { timeZone } : {}

/** So many times 24 hours before now. */
export const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)
