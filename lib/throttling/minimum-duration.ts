import { setTimeout as wait } from 'node:timers/promises'

/** Ten times what the work takes where the database is well, and too short for a person to mind. */
const STEP_MS = 400

/** Resolves at this moment, as `performance.now()` counts, or at the next whole step after it where it has passed. */
export async function waitUntilStep(moment: number, stepMs = STEP_MS): Promise<void> {
  const late = performance.now() - moment
  await wait(late <= 0 ? -late : Math.ceil(late / stepMs) * stepMs - late)
}

/**
 * Settles with the work, at a moment that does not depend on it: after `stepMs` (milliseconds), or a whole number of them
 * where the work takes longer. A statement more or less, or a company that does not exist, is not to be seen from outside.
 */
export async function minimumDuration<T>(work: Promise<T>, stepMs = STEP_MS): Promise<T> {
  const began = performance.now()
  const [outcome] = await Promise.allSettled([work])
  await waitUntilStep(began + stepMs, stepMs)
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
