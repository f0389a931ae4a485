const MINUTE_MS = 60_000

/** Short at first, for a server that restarts; never longer than a quarter of an hour. */
const pausesMs = [
  5_000,
  10_000,
  20_000,
  40_000,
  MINUTE_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
]
const LONGEST_MS = 15 * MINUTE_MS

/** RFC 5321 section 4.5.4.1 would try for days; who was invited yesterday is better invited anew. */
const GIVE_UP_MS = 24 * 60 * MINUTE_MS

/** When to try again after `attempts` tries, in whole seconds; undefined when 24 hours are over. */
export function nextAttempt(attempts: number, createdAt: Date, now = new Date()): Date | undefined {
  const at = new Date(Math.ceil((now.getTime() + (pausesMs[attempts - 1] ?? LONGEST_MS)) / 1000) * 1000)
  return at.getTime() - createdAt.getTime() > GIVE_UP_MS ? undefined : at
}
