import type { Period } from '@/db/repositories/audit-summaries'
import { addDays, beginningOf, dayOf, endOf, weekdayOf } from '@/lib/kernel/days'

/** From a day to another, both included; named by the first. */
export interface DayRange {
  from: string
  to: string
}

const counted = (count: number): number[] => Array.from({ length: count }, (_, n) => count - 1 - n)

/** The last days of a time zone, today last. */
export function lastDays(count: number, timeZone: string, now = new Date()): DayRange[] {
  const today = dayOf(now, timeZone)
  return counted(count).map(ago => {
    const day = addDays(today, -ago)
    return { from: day, to: day }
  })
}

/** The last weeks of a time zone, from Monday to Sunday, the present one last. */
export function lastWeeks(count: number, timeZone: string, now = new Date()): DayRange[] {
  const today = dayOf(now, timeZone)
  const monday = addDays(today, 1 - weekdayOf(today))
  return counted(count).map(ago => ({ from: addDays(monday, -7 * ago), to: addDays(monday, 6 - 7 * ago) }))
}

export const periodOf = ({ from, to }: DayRange, timeZone: string): Period => ({
  name: from,
  from: beginningOf(from, timeZone),
  until: endOf(to, timeZone),
})

/** The two numbers of each, those that nothing happened in too. */
export function inOrder(ranges: readonly DayRange[], found: readonly { name: string; counts: number[] }[]) {
  const byName = new Map(found.map(({ name, counts }) => [name, counts]))
  return ranges.map(range => {
    const [up = 0, down = 0] = byName.get(range.from) ?? []
    return { ...range, up, down }
  })
}
