import type { MigrationMeta } from 'drizzle-orm/migrator'
import { referenceTables } from './citus'
import { distributeCall } from './distribute'

/** What a transaction makes stays on this machine: the queue does, and who may what on the database, which is of each machine. */
export const KEEP_HERE = 'set local citus.enable_ddl_propagation = off'

/**
 * The same migration for a database that has Citus and is not distributed yet: other machines would not know the roles that it
 * makes before it ends. Distributing takes along what they need.
 */
export const stayingHere = (migration: MigrationMeta): MigrationMeta => ({
  ...migration,
  sql: [KEEP_HERE, ...migration.sql],
})

/** A table is made by the statement that begins so. */
const creation = /^\s*(?:--[^\n]*\n\s*)*create table (?:if not exists )?(?:"?public"?\.)?"?(\w+)"?/i

/**
 * The same migration for a database that is distributed: a new table goes to its machines right after it is made, since keys can
 * point from there to the tables of others only then. All statements go over one connection to each machine.
 */
export function distributing(migration: MigrationMeta): MigrationMeta {
  const sql = migration.sql.flatMap(statement => {
    const table = creation.exec(statement)?.[1]
    return table && !referenceTables.includes(table) ? [statement, distributeCall(table)] : [statement]
  })
  return { ...migration, sql: [`set local citus.multi_shard_modify_mode = 'sequential'`, ...sql] }
}
