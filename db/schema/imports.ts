import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'

/** reviewed: read and judged, nothing happened yet. */
export const importStates = ['reviewed', 'queued', 'running', 'stopped', 'done', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** A group as the review found it, by the name that it had, with the keys that it granted. */
export interface ReviewedGroup {
  name: string
  id: string
  grants: string[]
}

/** A file of people to invite, from its review to its undoing. */
export const imports = pgTable(
  'imports',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    /** Who answers for it: uploaded it, or took it over by starting or undoing it. No foreign key, since people go and the import stays. */
    createdBy: uuid('created_by').notNull(),
    fileName: text('file_name').notNull(),
    state: text('state', { enum: importStates }).notNull().default('reviewed'),
    createGroups: boolean('create_groups').notNull().default(false),
    /** Members get the groups that their rows name and they lack. */
    addGroups: boolean('add_groups').notNull().default(false),
    /** Who is inactive is reactivated. */
    reactivate: boolean('reactivate').notNull().default(false),
    message: text('message').notNull().default(''),
    /** The groups that its rows name as the review found them; rows go by these whatever a group is called later. */
    groups: jsonb('groups').$type<ReviewedGroup[]>().notNull().default([]),
    /** Its header, whatever the rows are: by this the company's next file of the same form is known. */
    headerKey: text('header_key'),
    /** Which column is what, by place, where a person said so; for the next file with this header. */
    columns: jsonb('columns').$type<Record<string, number>>(),
    expiryDays: integer('expiry_days').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    createdAt: createdAtColumn(),
    startedAt: instantColumn('started_at'),
    finishedAt: instantColumn('finished_at'),
    undoneAt: instantColumn('undone_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('imports_header').on(table.companyId, table.headerKey, table.createdAt.desc()),
    index('imports_newest').on(table.companyId, table.createdAt.desc(), table.id.desc()),
    check('imports_state_known', sql`state in ('reviewed', 'queued', 'running', 'stopped', 'done', 'undone')`),
  ],
)
