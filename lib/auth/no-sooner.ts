import { setTimeout as wait } from 'node:timers/promises'

/** Ten times what the work takes where the database is well, and too short for a person to mind. */
const FLOOR_MS = 400

/**
 * Settles with the work, and not before a time that is the same for all: a statement more or less, or a company that does
 * not exist, is not to be seen from outside.
 */
export async function noSooner<T>(work: Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work, wait(FLOOR_MS)])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
