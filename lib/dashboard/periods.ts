import type { Period } from '@/db/repositories/audit-summaries'
import { beginningOf, endOf } from '@/lib/kernel/day-field'

const DAY_MS = 86_400_000

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Monday is the first. */
const weekdayOf = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7

/** From a day to another, both included; named by the first. */
export interface DayRange {
  from: string
  to: string
}

/** The last UTC days, today last. */
export function lastDays(count: number, now = Date.now()): DayRange[] {
  return Array.from({ length: count }, (_, n) => dayOf(now - (count - 1 - n) * DAY_MS)).map(day => ({
    from: day,
    to: day,
  }))
}

/** The last UTC weeks, from Monday to Sunday, the present one last. */
export function lastWeeks(count: number, now = Date.now()): DayRange[] {
  const monday = now - weekdayOf(now) * DAY_MS
  return Array.from({ length: count }, (_, n) => monday - (count - 1 - n) * 7 * DAY_MS).map(from => ({
    from: dayOf(from),
    to: dayOf(from + 6 * DAY_MS),
  }))
}

export const periodOf = ({ from, to }: DayRange): Period => ({ name: from, from: beginningOf(from), until: endOf(to) })

/** The two numbers of each, those that nothing happened in too. */
export function inOrder(ranges: readonly DayRange[], counted: readonly { name: string; counts: number[] }[]) {
  const byName = new Map(counted.map(({ name, counts }) => [name, counts]))
  return ranges.map(range => {
    const [up = 0, down = 0] = byName.get(range.from) ?? []
    return { ...range, up, down }
  })
}
