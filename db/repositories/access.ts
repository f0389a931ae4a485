import { and, eq, sql, type SQL } from 'drizzle-orm'
import {
  coversSql,
  grantsNow,
  holdingsNow,
  isFullAccess,
  membershipsNow,
  permissionKeySql,
  permissionRows,
} from '@/db/holdings'
import { groups, permissions, users, type HoldingSource } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { groupsOfUser } from '@/db/user-groups'

/** More are not told apart: who is in so many groups that allow the same learns nothing of one more. */
const MOST_WAYS = 100

/** A permission that is asked about by its key, as a row `w`: the company's catalogue may not have it. */
const wantedRow = (key: string): SQL => sql`${permissionRows([key])} w`

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

    /** Each way by which a person holds a permission, by the name of the group; to run or to nest. */
    waysTo(userId: string, key: string) {
      return tx
        .select({
          id: groups.id,
          name: groups.name,
          grant: permissionKeySql(sql`g`).as('grant_key'),
          grantedAt: sql<Date>`g.valid_from`.mapWith(users.createdAt).as('granted_at'),
          addedAt: sql<Date>`m.valid_from`.mapWith(users.createdAt).as('added_at'),
          addedVia: sql<HoldingSource>`m.added_via`.as('added_via'),
          line: sql<number | null>`m.source_line`.as('line'),
          until: sql<Date | null>`nullif(least(m.valid_to, g.valid_to), 'infinity')`
            .mapWith(users.activatedAt)
            .as('until'),
        })
        .from(sql`${membershipsNow(companyId)} m`)
        .innerJoin(sql`${grantsNow(companyId)} g`, sql`g.group_id = m.group_id`)
        .innerJoin(wantedRow(key), coversSql(sql`g`, sql`w`))
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`m.group_id`)))
        .where(sql`m.user_id = ${userId}`)
        .orderBy(groups.nameKey, groups.id, sql`g.resource desc, g.action desc`)
        .limit(MOST_WAYS)
    },

    /**
     * Groups that would give it to whoever is added, each with what it grants: those that give least besides come first, full access
     * last; to run or to nest.
     */
    groupsGiving(key: string, limit: number) {
      const granted = sql`${grantsNow(companyId)} one_of where one_of.group_id = ${groups}.id`
      return tx
        .select({
          id: groups.id,
          name: groups.name,
          keys: sql<string[]>`array(select ${permissionKeySql(sql`one_of`)} from ${granted} order by 1)`.as('keys'),
        })
        .from(groups)
        .where(
          and(
            eq(groups.companyId, companyId),
            sql`exists (select 1 from ${grantsNow(companyId)} g join ${wantedRow(key)} on ${coversSql(sql`g`, sql`w`)}
              where g.group_id = ${groups}.id)`,
          ),
        )
        .orderBy(
          sql`exists (select 1 from ${granted} and ${isFullAccess(sql`one_of`)})`,
          sql`(select count(*) from ${granted})`,
          groups.nameKey,
          groups.id,
        )
        .limit(limit)
    },
  }
}
