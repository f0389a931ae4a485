import { sql, type SQL } from 'drizzle-orm'
import { integer, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { instantColumn } from './columns'

/**
 * How a membership or a grant came about, and how it ended: by hand, by an invitation, by a line of an import, by a bulk act, with
 * the company (`setup`), by made-up data (`seed`) or by a version of Console that split a permission (`upgrade`). Of what was there
 * before sources were kept, and of which the audit log does not tell, it is `unknown`.
 */
export const holdingSources = [
  'by_hand',
  'invitation',
  'import',
  'bulk',
  'setup',
  'seed',
  'upgrade',
  'unknown',
] as const
export type HoldingSource = (typeof holdingSources)[number]

/** `expired`: its end had passed, and somebody was added anew. The others: it went with what it was about. */
export const holdingEnds = [
  'by_hand',
  'bulk',
  'invitation_cancelled',
  'person_deleted',
  'group_deleted',
  'permission_deleted',
  'expired',
  'seed',
] as const
export type HoldingEnd = (typeof holdingEnds)[number]

/**
 * What memberships and grants have in common: source and time. One holds from `validFrom` until `validTo`, unless it was ended
 * before; rows are closed, never deleted (db/holdings.ts says which count when).
 */
export const holdingColumns = () => ({
  addedBy: uuid('added_by'),
  addedVia: text('added_via', { enum: holdingSources }).notNull(),
  /** The invitation, import or bulk act that it came by, and the import's line. */
  sourceId: uuid('source_id'),
  sourceLine: integer('source_line'),
  reason: text('reason'),
  validFrom: instantColumn('valid_from').notNull(),
  /** As text, because a Date knows no `infinity`. */
  validTo: timestamp('valid_to', { withTimezone: true, precision: 3, mode: 'string' }).notNull().default('infinity'),
  endedAt: instantColumn('ended_at'),
  endedBy: uuid('ended_by'),
  endedVia: text('ended_via', { enum: holdingEnds }),
})

/** An id while the row is open and null afterwards: what the foreign keys bind, so that nothing cascades into history. */
export const openIdColumn = (name: string, id: string) =>
  uuid(name).generatedAlwaysAs((): SQL => sql`case when ended_at is null then ${sql.raw(id)} end`)

const listed = (values: readonly string[]): SQL => sql.raw(values.map(value => `'${value}'`).join(', '))

export const knownSource = sql`added_via in (${listed(holdingSources)})`
export const knownEnd = sql`(ended_at is null) = (ended_via is null) and (ended_via is null or ended_via in (${listed(holdingEnds)}))`

/**
 * The condition of the indexes of open rows. Of the generated column, so that one index serves the present and the foreign key: an
 * equality on the column implies it, which nothing does for `ended_at is null`.
 */
export const isOpen = (column: string): SQL => sql`${sql.raw(column)} is not null`
