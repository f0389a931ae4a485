import { addDays, dayOf } from '@/lib/kernel/days'
import { invalid } from '@/lib/kernel/errors'
import { exemptionDayProblem, type ExemptionDays } from './input'

/** An exception is for a lost phone or a late delivery; who needs longer is granted another. */
const MAX_EXEMPTION_DAYS = 90

/** Today, and the last day that can be chosen. */
export function exemptionDays(timeZone: string, now = new Date()): ExemptionDays {
  const first = dayOf(now, timeZone)
  return { first, last: addDays(first, MAX_EXEMPTION_DAYS) }
}

/** @throws AppError `invalid_input` for a day that is over, or too far away */
export function requireExemptionDay(day: string, timeZone: string): void {
  const until = exemptionDayProblem(day, exemptionDays(timeZone))
  if (until) throw invalid({ until })
}

/** The last day of an exception; undefined where it ends within one, since the company has had another time zone. */
export function lastExemptionDay(until: Date, timeZone: string): string | undefined {
  const last = dayOf(new Date(until.getTime() - 1), timeZone)
  return dayOf(until, timeZone) === last ? undefined : last
}
