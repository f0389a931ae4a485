import { z } from 'zod'
import { loggedEventOutput } from '@/lib/kernel/outputs'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'
import { columnMeanings, type ColumnMeaning } from './meanings'

/** A row of an import, and what became of it. */
export const importRowOutput = z.object({
  line: z.number(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  groupNames: z.array(z.string()),
  verdict: z.enum(['invited', 'inactive', 'member', 'member_groups', 'new', 'duplicate', 'invalid', 'unknown_group']),
  outcome: z.enum(['invited', 'added', 'reactivated', 'skipped', 'undone', 'failed']).nullable(),
  reason: z.string().nullable(),
})

/** A verdict of the review, or what became of a row. */
const rowKindOutput = z.enum([
  'invited',
  'inactive',
  'added',
  'reactivated',
  'skipped',
  'waiting',
  'member',
  'member_groups',
  'undone',
  'new',
  'duplicate',
  'invalid',
  'unknown_group',
  'failed',
])

/** An import, and how far it is. */
const importOutput = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['done', 'reviewed', 'queued', 'running', 'stopped', 'undone']),
  createGroups: z.boolean(),
  addGroups: z.boolean(),
  reactivate: z.boolean(),
  message: z.string(),
  expiryDays: z.number(),
  total: z.number(),
  done: z.number(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  undoneAt: z.date().nullable(),
  createdBy: z.string(),
  ownerName: z.string().nullable(),
})

const columnPlace = z.number().optional()

/** Which column is what, by place from 0. */
const columnPlacesOutput = z.object(
  Object.fromEntries(columnMeanings.map(meaning => [meaning, columnPlace])) as Record<
    ColumnMeaning,
    typeof columnPlace
  >,
)

/** How a file was read. */
const fileFormOutput = z.object({
  encoding: z.string(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  sheets: z.number().optional(),
  above: z.number(),
})

export const inspectImportOutput = z.object({
  /** To choose from, where only a person can tell how the file was written; the rest is then empty. */
  encodings: z.array(z.object({ encoding: z.string(), usedFor: z.string(), samples: z.array(z.string()) })),
  form: fileFormOutput.optional(),
  hasHeader: z.boolean(),
  columns: z.array(z.object({ at: z.number(), name: z.string(), samples: z.array(z.string()) })),
  places: columnPlacesOutput,
  /** What several columns could be. */
  asks: z.array(z.enum(columnMeanings)),
  /** Somebody of the company has said so for a file with this header. */
  isRemembered: z.boolean(),
})

export const reviewImportOutput = z.object({ id: z.string(), verdicts: z.record(z.string(), z.number()) })

export const listImportsOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  /** How many there are on all pages, counted to 10,001. */
  total: z.number(),
  imports: z.array(importOutput),
})

export const listImportsPageOutput = listImportsOutput.extend({
  /** How many that wait to be started are kept, the newest. */
  keptReviews: z.number(),
  columns: listPreferencesOutput('imports').columns,
})

export const viewImportOutput = z.object({
  /** Of those whom it invited. */
  fates: z.object({ open: z.number(), accepted: z.number() }),
  rows: z.array(importRowOutput),
  previous: z.string().optional(),
  next: z.string().optional(),
  import: importOutput.extend({
    groups: z.array(z.object({ name: z.string(), id: z.string(), grants: z.array(z.string()) })),
  }),
  counts: z.array(
    z.object({
      kind: rowKindOutput,
      count: z.number(),
    }),
  ),
})

export const viewImportPageOutput = viewImportOutput.extend({
  /** The kind of the rows that are shown. */
  show: rowKindOutput.optional(),
  /** Why the reader may not undo it, or hand out its groups as they were reviewed, and whom to ask. */
  hindrances: z.object({ undo: z.string().optional(), start: z.string().optional() }),
  /** Of an import that is done: how many rows were left out because nobody chose them, by the choice that does them. */
  leftOut: z.object({ createGroups: z.number(), addGroups: z.number(), reactivate: z.number() }),
  /** Some of them, by name. */
  unknownGroups: z.array(z.string()),
  history: z.array(loggedEventOutput),
})

export const viewImportProgressOutput = z.object({
  state: z.enum(['done', 'reviewed', 'queued', 'running', 'stopped', 'undone']),
  done: z.number(),
  total: z.number(),
  ended: z.boolean(),
})

export const downloadFailedRowsOutput = z.object({ fileName: z.string(), rows: z.array(importRowOutput) })
