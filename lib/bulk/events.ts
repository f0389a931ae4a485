import { z } from 'zod'
import { bulkActs, skipCounts } from '@/lib/kernel/bulk-acts'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { filterFacts, namedFact } from '@/lib/operation/facts'

const act = z.enum(bulkActs)

export const bulkEvents = defineEvents({
  'bulk_preview.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ act, concerned: z.number(), skipped: z.number() }),
  }),
  'bulk_result.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    /** `shown`: how many people were named. */
    facts: z.strictObject({ shown: z.number().optional() }),
    targets: ['bulk'],
  }),
  'users.bulk_completed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({
      act,
      group: namedFact.optional(),
      done: z.number(),
      /** How many were left out, and why. */
      skipped: z.partialRecord(z.enum(skipCounts), z.number()),
      /** Where all who match were taken. */
      filters: filterFacts.optional(),
      /** The bulk act whose people were taken, usually to undo it. */
      of: z.string().optional(),
      tookMs: z.number(),
    }),
    targets: ['bulk'],
    sentence: ({ skipped }) => ({ left: Object.values(skipped).reduce((sum, count) => sum + count, 0) }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof bulkEvents> {}
}
