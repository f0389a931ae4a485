import { z } from 'zod'
import { namedOutput } from '@/lib/kernel/outputs'

/** How many were left out, by reason. */
export const skippedOutput = z.object({
  already: z.number().optional(),
  not_member: z.number().optional(),
  changed_since: z.number().optional(),
  not_active: z.number().optional(),
  not_invited: z.number().optional(),
  oneself: z.number().optional(),
  last_administrator: z.number().optional(),
  not_held: z.number().optional(),
  too_often: z.number().optional(),
})

export const runBulkActionOutput = z.object({ bulkId: z.string(), done: z.number(), skipped: skippedOutput })

export const previewBulkOutput = z.object({
  act: z.enum(['add', 'remove', 'deactivate', 'resend']),
  selected: z.number(),
  /** More than one action may concern; nothing below counts then. */
  tooMany: z.boolean(),
  concerned: z.number(),
  fingerprint: z.string(),
  /** The first by name. */
  named: z.array(namedOutput),
  skipped: skippedOutput,
  /** The first of those left out by name, with the reason. */
  leftOut: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      reason: z.enum([
        'already',
        'not_member',
        'changed_since',
        'not_active',
        'not_invited',
        'oneself',
        'last_administrator',
        'not_held',
        'too_often',
      ]),
    }),
  ),
  /** Of an act about a group; left out while none is chosen. */
  group: namedOutput.optional(),
  /** What they gain with the group, or lose unless another grants the same. */
  keys: z.array(z.string()),
  /** What the reader lacks to hand this group out, or to remove anybody from it. */
  missing: z.array(z.string()),
  /** To be sent along: what changes hands is what was looked at. */
  granted: z.array(z.string()).optional(),
  /** Keys that nobody active would hold any more, but for full access. */
  lastHeld: z.array(z.string()),
  /** That they sent and nobody accepted. */
  invitations: z.number(),
})

export const previewBulkPageOutput = previewBulkOutput.extend({
  /** People who can do what the reader may not, by name. */
  helpers: z.array(z.string()),
  /** Why the reader may not hand out this group or remove anybody from it, and whom to ask. */
  hindrance: z.string().optional(),
})

export const viewBulkResultOutput = z.object({
  bulkId: z.string(),
  at: z.date(),
  by: z.string().nullable(),
  act: z.enum(['add', 'remove', 'deactivate', 'resend']),
  group: namedOutput.optional(),
  done: z.number(),
  skipped: skippedOutput,
  named: z.array(namedOutput),
})
