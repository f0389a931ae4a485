import { setTimeout as wait } from 'node:timers/promises'

/** Longer than the work takes where the database is well, and too short for a person to mind. */
const FLOOR_MS = 250

/**
 * Settles with the work, and not before a time that is the same for all: what was found and written, or not, on the way
 * cannot be told from how long it took.
 */
export async function noSooner<T>(work: Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work, wait(FLOOR_MS)])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
