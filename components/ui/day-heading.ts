import { formatIn } from '@/lib/kernel/format-date'

const HOUR = 3_600_000

const weekday = formatIn({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** The heading over what happened on a day of that time zone. */
export function dayHeadingOf(at: Date, now: Date, timeZone: string): string {
  const day = weekday(at, timeZone)
  if (day === weekday(now, timeZone)) return 'Today'
  return day === dayBefore(now, timeZone) ? 'Yesterday' : day
}

/** A day has 23 to 25 hours: the first other one going back from now is the one before. */
function dayBefore(now: Date, timeZone: string): string {
  const today = weekday(now, timeZone)
  let at = now.getTime()
  while (weekday(new Date(at), timeZone) === today) at -= 6 * HOUR
  return weekday(new Date(at), timeZone)
}
