import type postgres from 'postgres'
import { roleName, roles } from './roles'

/** Any number will do, as long as every instance takes the same lock. */
export const MIGRATION_LOCK = 7_203_114

/**
 * @param because why nobody else may be there, to follow a comma
 * @throws Error where the application is connected
 */
export async function requireNobodyElse(sql: postgres.ISql, databaseUrl: string, because: string): Promise<void> {
  const names = roles.map(role => roleName(databaseUrl, role))
  const [others] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = any(${names})`
  if (others?.count)
    throw new Error(
      `other instances of Console are connected (sessions: ${others.count}); stop all of them first, ${because}`,
    )
}
