import { customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

/** The company a row belongs to: the first column of every primary key. */
export const companyIdColumn = () => uuid('company_id').notNull()

/** Version 7, so that ids made one after the other lie beside each other in the index. */
export const idColumn = () => uuid('id').notNull().$defaultFn(uuidv7)

/** Milliseconds, as JavaScript has them: a cursor made of one loses nothing. */
export const instantColumn = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** A number of a transaction that never comes twice in a cluster. */
export const transactionIdColumn = customType<{ data: string }>({ dataType: () => 'xid8' })

export const createdAtColumn = () => instantColumn('created_at').notNull().defaultNow()

/** What is edited counts its versions, so that nobody's change is lost to another's; see db/versions.ts. */
export const versionColumns = () => ({
  version: integer('version').notNull().default(1),
  /** Who made the present version; nobody where that was the operator, or nobody has changed it yet. */
  updatedBy: uuid('updated_by'),
  updatedAt: instantColumn('updated_at'),
})
/**
 * A key of lib/kernel/fold.ts, which the repositories write. In the order of its bytes: the same on every server, whatever
 * its locale.
 */
export const keyColumn = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
