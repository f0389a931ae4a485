import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { membershipsNow } from './holdings'
import { groups } from './schema'
import type { CompanyScope } from './scope'

/** The groups of a person by name; to run or to nest. */
export const groupsOfUser = ({ companyId, tx }: CompanyScope, userId: string | SQL | PgColumn) =>
  tx
    .select({ id: groups.id, name: groups.name })
    .from(sql`${membershipsNow(companyId)} m`)
    .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`m.group_id`)))
    .where(sql`m.user_id = ${userId}`)
    .orderBy(groups.nameKey)
