import { z } from 'zod'
import { bulkActs, skipReasons } from '@/lib/kernel/bulk-acts'
import { namedOutput } from '@/lib/kernel/outputs'

/** How many were left out, by reason. */
export const skippedOutput = z.object({
  already: z.number().optional(),
  not_member: z.number().optional(),
  changed_since: z.number().optional(),
  not_active: z.number().optional(),
  not_inactive: z.number().optional(),
  not_invited: z.number().optional(),
  oneself: z.number().optional(),
  last_administrator: z.number().optional(),
  not_held: z.number().optional(),
  too_often: z.number().optional(),
  /** Of those chosen one by one: they do not exist, or no longer. */
  not_found: z.number().optional(),
})

export const runBulkActionOutput = z.object({ bulkId: z.string(), done: z.number(), skipped: skippedOutput })

export const previewBulkOutput = z.object({
  act: z.enum(bulkActs),
  /** How many of those chosen there are. */
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
      reason: z.enum(skipReasons),
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

/** Somebody whom an act concerns, or who is left out of it. */
const bulkPersonOutput = namedOutput.extend({
  email: z.string(),
  title: z.string().nullable(),
  status: z.enum(['invited', 'active', 'inactive']),
  /** Not of who is left out before the act. */
  groups: z.array(namedOutput).optional(),
  /** Why it is not done to them. */
  reason: z.enum(skipReasons).optional(),
})

export const previewBulkPageOutput = previewBulkOutput.extend({
  /** Ids of those chosen who do not exist (any more). */
  gone: z.array(z.string()),
  /** One page of those selected, or of those left out. */
  people: z.array(bulkPersonOutput),
  /** People who can do what the reader may not, by name. */
  helpers: z.array(z.string()),
  /** Why the reader may not hand out this group or remove anybody from it, and whom to ask. */
  hindrance: z.string().optional(),
})

export const viewBulkResultOutput = z.object({
  bulkId: z.string(),
  at: z.date(),
  by: z.string().nullable(),
  act: z.enum(bulkActs),
  group: namedOutput.optional(),
  done: z.number(),
  skipped: skippedOutput,
  named: z.array(namedOutput),
})

export const viewBulkResultPageOutput = viewBulkResultOutput.extend({
  /** One page of those to whom it was done, or of those left out. */
  people: z.array(bulkPersonOutput),
  previous: z.string().optional(),
  next: z.string().optional(),
})
