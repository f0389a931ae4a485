import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { isFolded } from './is-folded'

interface Journal {
  entries: { when: number }[]
}

/**
 * Whether the database has every migration of this version, by the question that drizzle's migrator asks before it does
 * anything, and every key by this version of fold(): a start that finds all done need not load what migrates.
 * @param sql the administrator's connection
 */
export async function isMigrated(sql: postgres.Sql): Promise<boolean> {
  const [table] = await sql<
    { known: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as known`
  if (!table?.known) return false
  const { entries } = JSON.parse(
    readFileSync(join(process.cwd(), 'db/migrations/meta/_journal.json'), 'utf8'),
  ) as Journal
  const [last] = await sql<{ at: string | null }[]>`select max(created_at) as at from drizzle.__drizzle_migrations`
  return Number(last?.at ?? 0) >= Math.max(...entries.map(({ when }) => when)) && (await isFolded(sql))
}
