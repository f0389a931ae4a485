const DAY_MS = 86_400_000

/** A moment of the past: so many days ago, at a time of day (UTC). */
export type DaysAgo = (days: number, hour?: number, minute?: number) => Date

/** Counted from a moment on; never later than a minute before it. */
export const daysBefore = (now: Date): DaysAgo => {
  const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return (days, hour = 9, minute = 0) =>
    new Date(Math.min(day - days * DAY_MS + hour * 3_600_000 + minute * 60_000, now.getTime() - 60_000))
}

export const isWeekend = (at: Date): boolean => [0, 6].includes(at.getUTCDay())

/** The same, on the Friday before where that day is of a weekend. */
export const workdaysBefore = (daysAgo: DaysAgo): DaysAgo => {
  const back = { 6: 1, 0: 2 } as Record<number, number>
  return (days, hour, minute) => daysAgo(days + (back[daysAgo(days, 12).getUTCDay()] ?? 0), hour, minute)
}
