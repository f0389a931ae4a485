import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const importEvents = defineEvents({
  'imports.listed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ shown: z.number() }),
  }),
  'import_template.downloaded': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
  }),
  /** Before a review: nothing is stored. */
  'import.inspected': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ file: z.string() }),
  }),
  'import.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ file: z.string() }),
    targets: ['import'],
  }),
  /** `verdicts`: how many rows are what. */
  'import.reviewed': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({
      file: z.string(),
      encoding: z.string(),
      delimiter: z.string().optional(),
      sheet: z.string().optional(),
      sheets: z.number().optional(),
      above: z.number().optional(),
      ignored: z.array(z.string()),
      ignoredOthers: z.number().optional(),
      rows: z.number(),
      verdicts: z.record(z.string(), z.number()),
    }),
    targets: ['import'],
    sentence: ({ verdicts }) => ({ new: verdicts.new ?? 0 }),
  }),
  'import.started': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({
      file: z.string(),
      createdGroups: z.array(z.string()),
      expiryDays: z.number(),
      addGroups: z.boolean().optional(),
      reactivate: z.boolean().optional(),
    }),
    targets: ['import'],
  }),
  /** `because`: nobody stopped it, it could not go on. */
  'import.stopped': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({
      file: z.string(),
      done: z.number(),
      total: z.number(),
      because: z.enum(['not_active', 'not_allowed', 'not_held', 'grown']).optional(),
      missing: z.array(z.string()).optional(),
    }),
    targets: ['import'],
  }),
  'import.continued': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ file: z.string(), done: z.number(), total: z.number() }),
    targets: ['import'],
  }),
  'import.ended': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({
      file: z.string(),
      invited: z.number(),
      added: z.number().optional(),
      reactivated: z.number().optional(),
      skipped: z.number(),
      failed: z.number(),
    }),
    targets: ['import'],
    sentence: ({ added = 0, reactivated = 0 }) => ({ added, reactivated }),
  }),
  'import.downloaded': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ file: z.string(), rows: z.number() }),
    targets: ['import'],
  }),
  'import.undo_started': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ file: z.string() }),
    targets: ['import'],
  }),
  /** `kept`: had accepted. */
  'import.undone': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({
      file: z.string(),
      cancelled: z.number(),
      removed: z.number().optional(),
      kept: z.number(),
      emptyGroups: z.array(z.string()),
    }),
    targets: ['import'],
    sentence: ({ removed = 0 }) => ({ removed }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof importEvents> {}
}
