import { addDays, dayOf } from '@/lib/kernel/days'
import { invalid } from '@/lib/kernel/errors'

/** An exception is for a lost phone or a late delivery; who needs longer is granted another. */
const MAX_EXEMPTION_DAYS = 90

/** The first and the last day that can be chosen, as a date field writes them. */
export function exemptionDays(timeZone: string, now = new Date()): { first: string; last: string } {
  const first = dayOf(now, timeZone)
  return { first, last: addDays(first, MAX_EXEMPTION_DAYS) }
}

/** @throws AppError `invalid_input` for a day that is over, or too far away */
export function requireExemptionDay(day: string, timeZone: string): void {
  const { first, last } = exemptionDays(timeZone)
  if (day < first) throw invalid({ until: 'Choose a day that is not in the past.' })
  if (day > last) throw invalid({ until: `An exception can last at most ${MAX_EXEMPTION_DAYS} days.` })
}
