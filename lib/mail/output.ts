import { z } from 'zod'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'

/** An email on its way, or what became of it. */
export const queuedMailOutput = z.object({
  id: z.string(),
  userId: z.string().nullable(),
  template: z.string(),
  priority: z.enum(['bulk', 'urgent', 'normal']),
  toAddress: z.string(),
  toName: z.string(),
  state: z.enum(['queued', 'failed', 'sending', 'delayed', 'sent', 'off']),
  attempts: z.number(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
  nextAttemptAt: z.date().nullable(),
  settledAt: z.date().nullable(),
})

export const viewMailOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  /** How many there are on all pages, counted to 10,001. */
  total: z.number(),
  mailIsOn: z.boolean(),
  sender: z.string(),
  /** `ahead`: how many mails go before it, where it waits. */
  mails: z.array(queuedMailOutput.extend({ ahead: z.number().optional() })),
  /** What goes first stands first. */
  line: z.array(
    z.object({
      priority: z.enum(['bulk', 'urgent', 'normal']),
      /** Due, and not with a worker yet. */
      waiting: z.number(),
      sending: z.number(),
      /** Seconds from one mail that left to the next, as measured within the last minutes; null where there is nothing to measure. */
      everyS: z.number().nullable(),
    }),
  ),
  /** The last mail that left, or was given up. */
  lastLeftAt: z.date().optional(),
  counts: z.record(z.string(), z.number()),
  trouble: queuedMailOutput.optional(),
  waiting: queuedMailOutput.optional(),
  test: queuedMailOutput.optional(),
  ...listPreferencesOutput('mail'),
})
