import { endOf } from '@/lib/kernel/days'
import { Remembered } from '@/lib/kernel/remembered'
import type { DashboardNumbers } from './output'

/** Of fewer people everything is counted anew for everybody who looks: it takes a few milliseconds. */
const LARGE = 1000
const DAY_MS = 86_400_000

/** Numbers of companies that are large, as old as a minute. */
const numbers = new Remembered<DashboardNumbers>({ ms: 60_000, most: 500 })

export const rememberedNumbers = (companyId: string): DashboardNumbers => numbers.get(companyId) ?? {}

/** What was counted for one reader is there for the next, who need not see all of it. */
export function rememberNumbers(companyId: string, counted: DashboardNumbers): void {
  if ((counted.people?.active ?? 0) < LARGE) return
  numbers.set(companyId, counted)
}

interface SignInDay {
  day: string
  good: number
  bad: number
}

/** A day is over when what it began has been written: its numbers do not change any more. */
const AFTER_MIDNIGHT_MS = 600_000

/** Days with fewer sign-ins are counted in no time. */
const BUSY = 100

const days = new Remembered<ReadonlyMap<string, SignInDay[]>>({ ms: DAY_MS, most: 500 })

/** Days of two time zones are other hours; of each company, those of so many are remembered. */
const ZONES = 5

/** The days of a time zone that were counted before and are over. */
export const rememberedDays = (companyId: string, timeZone: string): SignInDay[] =>
  days.get(companyId)?.get(timeZone) ?? []

/** @param counted of this company, in any order, with those that were remembered */
export function rememberDays(
  companyId: string,
  timeZone: string,
  counted: readonly SignInDay[],
  now = Date.now(),
): void {
  const over = counted.filter(
    ({ day, good, bad }) => good + bad >= BUSY && endOf(day, timeZone).getTime() + AFTER_MIDNIGHT_MS < now,
  )
  if (!over.length) return
  const others = [...(days.get(companyId) ?? [])].filter(([zone]) => zone !== timeZone)
  days.set(companyId, new Map([...others.slice(1 - ZONES), [timeZone, over]]))
}
