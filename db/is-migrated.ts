import type postgres from 'postgres'
import { isFolded } from './is-folded'
import { lastMigration } from './is-newer'
import { migrationsIn } from './journal'

/**
 * Whether the database has every migration of this version, by the question that drizzle's migrator asks before it does
 * anything, and every key by this version of fold(): a start that finds all done need not load what migrates.
 * @param sql the administrator's connection
 */
export const isMigrated = async (sql: postgres.Sql): Promise<boolean> =>
  (await lastMigration(sql)) >= migrationsIn().at(-1)!.when && (await isFolded(sql))
