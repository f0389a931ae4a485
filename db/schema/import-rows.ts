import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, keyColumn } from './columns'
import { imports } from './imports'

/** What the review found a row to be. */
export const rowVerdicts = [
  'new',
  'member',
  /** A member who is not in all groups that the row names. */
  'member_groups',
  'invited',
  'inactive',
  'duplicate',
  'invalid',
  'unknown_group',
] as const
export type RowVerdict = (typeof rowVerdicts)[number]

/** What became of a row when the import ran. */
export const rowOutcomes = ['invited', 'added', 'reactivated', 'skipped', 'failed', 'undone'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

export const importRows = pgTable(
  'import_rows',
  {
    companyId: companyIdColumn(),
    importId: uuid('import_id').notNull(),
    /** Where the row begins in the file, the header being line 1. */
    line: integer('line').notNull(),
    email: text('email').notNull(),
    emailKey: keyColumn('email_key').notNull(),
    name: text('name').notNull(),
    /** What the person does, where the file says so. */
    title: text('title').notNull().default(''),
    groupNames: jsonb('group_names').$type<string[]>().notNull().default([]),
    /** Theirs, in the same order. */
    groupKeys: jsonb('group_keys').$type<string[]>().notNull(),
    verdict: text('verdict', { enum: rowVerdicts }).notNull(),
    outcome: text('outcome', { enum: rowOutcomes }),
    /** Why it is invalid, was skipped or failed; a sentence. */
    reason: text('reason'),
    invitationId: uuid('invitation_id'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.importId, table.line] }),
    foreignKey({
      columns: [table.companyId, table.importId],
      foreignColumns: [imports.companyId, imports.id],
    }).onDelete('cascade'),
    index('import_rows_verdict').on(table.companyId, table.importId, table.verdict, table.line),
    index('import_rows_outcome').on(table.companyId, table.importId, table.outcome, table.line),
  ],
)
