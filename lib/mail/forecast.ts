import { mailPriorities, type MailPriority } from '@/db/schema'
import { pluralize } from '@/lib/kernel/format'

export interface QueueLength {
  priority: MailPriority
  /** Due, and not with a worker yet. */
  waiting: number
  sending: number
  /** Seconds from one mail that left to the next, as measured within the last minutes; null where there is nothing to measure. */
  everyS: number | null
}

/** One entry for each priority, what goes first at the top. */
export const queueByPriority = (measured: QueueLength[]): QueueLength[] =>
  mailPriorities.map(
    priority => measured.find(one => one.priority === priority) ?? { priority, waiting: 0, sending: 0, everyS: null },
  )

const MINUTE = 60
const HOUR = 60 * MINUTE

/** "less than a minute", "about 5 minutes", "about 3 hours". */
export function roughDuration(seconds: number): string {
  if (seconds < MINUTE) return 'less than a minute'
  if (seconds < 1.5 * HOUR) return `about ${pluralize(Math.round(seconds / MINUTE), 'minute')}`
  return `about ${pluralize(Math.round(seconds / HOUR), 'hour')}`
}

/** When a mail with so many before it leaves, at the measured pace; undefined where none was measured. */
export const expectedDelay = (ahead: number, everyS: number | null): string | undefined =>
  everyS === null ? undefined : roughDuration((ahead + 1) * everyS)
