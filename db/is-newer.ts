import type postgres from 'postgres'
import { FOLD_VERSION } from '@/lib/kernel/fold'
import { foldVersion } from './is-folded'
import { migrationsIn } from './journal'

/**
 * Whether the database is of a newer version than this one, which does not know its tables and would make its keys as they were
 * before. A role that may not read what migrations there are compares keys alone.
 * @param folder where this version has its migrations
 * @returns why, and what to do, as the end of a sentence; undefined when it is not
 */
export async function whyNewer(sql: postgres.ISql, folder?: string): Promise<string | undefined> {
  const last = migrationsIn(folder).at(-1)!
  const beyond =
    (await lastMigration(sql)) > last.when
      ? `it has migrations after ${last.tag}`
      : ((await foldVersion(sql)) ?? 0) > FOLD_VERSION &&
        `its keys were made by a version of fold() after ${FOLD_VERSION}`
  return beyond
    ? `it belongs to a newer version of Console (${beyond}); start that version, or restore a backup from before the upgrade`
    : undefined
}

/** When the last migration is of that a database has, as its `when` in the journal says; 0 where there is none. */
export async function lastMigration(sql: postgres.ISql): Promise<number> {
  const [table] = await sql<{ readable: boolean }[]>`
    select coalesce(bool_or(has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')), false) as readable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`
  if (!table?.readable) return 0
  const [last] = await sql<{ at: string | null }[]>`select max(created_at) as at from drizzle.__drizzle_migrations`
  return Number(last?.at ?? 0)
}
