import { and, eq, sql, type SQL } from 'drizzle-orm'
import { holdingsNow } from '@/db/holdings'
import { groups, permissions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { groupsOfUser } from '@/db/user-groups'

/** What one person has: their groups, and what these grant. */
export function accessIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  return {
    /** By name; to run or to nest. */
    groupsOf: (userId: string) => groupsOfUser(scope, userId),

    /** What a person may do and which groups grant each, to run or to nest. */
    permissionsOf(userId: string | SQL) {
      return tx
        .select({
          id: permissions.id,
          resource: permissions.resource,
          action: permissions.action,
          description: permissions.description,
          groups: sql<
            { id: string; name: string }[]
          >`json_agg(json_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.nameKey})`.as(
            'groups',
          ),
        })
        .from(sql`${holdingsNow(companyId)} h`)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`h.group_id`)))
        .innerJoin(permissions, and(eq(permissions.companyId, companyId), eq(permissions.id, sql`h.permission_id`)))
        .where(sql`h.user_id = ${userId}`)
        .groupBy(permissions.id, permissions.resource, permissions.action, permissions.description)
        .orderBy(permissions.resource, permissions.action)
    },
  }
}
