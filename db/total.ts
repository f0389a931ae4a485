import { sql, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/** How many rows of a table there are, counted no further than totals are; to nest. */
export const totalOf = (table: PgTable, where: SQL | undefined): SQL<number> =>
  sql<number>`(select count(*)::int from (select 1 from ${table} where ${where ?? sql`true`} limit ${COUNT_LIMIT}) counted)`
