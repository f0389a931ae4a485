import { and, eq, sql, type SQL } from 'drizzle-orm'
import {
  breadth,
  coversSql,
  grantsNow,
  holdingsNow,
  membershipsNow,
  permissionKeySql,
  permissionRows,
} from '@/db/holdings'
import { groups, permissions, users, type HoldingSource } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { groupsOfUser } from '@/db/user-groups'

/** More are not told apart: who is in so many groups that allow the same learns nothing of one more. */
const MOST_WAYS = 100

/** So many groups that grant one thing are compared by what they grant besides. */
const MOST_GIVING = 500

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

    /** Whether the catalogue has it; a list of one, to run or to nest. */
    isKnown: (key: string) =>
      tx
        .select({
          known:
            sql<boolean>`exists (select 1 from permissions p join ${wantedRow(key)} on w.resource = p.resource and w.action = p.action
            where p.company_id = ${companyId})`.as('known'),
        })
        .from(sql`(select 1) as one`),

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
     * Groups that would give it to somebody who does not hold it, each with what it grants: those that give least besides come first,
     * whatever has a wildcard after those that have none; to run or to nest.
     */
    groupsGiving(userId: string, key: string, limit: number) {
      const granted = sql`${grantsNow(companyId)} one_of where one_of.group_id = ${groups}.id`
      const matching = sql`${grantsNow(companyId)} g join ${wantedRow(key)} on ${coversSql(sql`g`, sql`w`)}`
      const held = sql`${membershipsNow(companyId)} m where m.user_id = ${userId} and m.group_id in (select g.group_id from ${matching})`
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
            sql`not exists (select 1 from ${held})`,
            sql`${groups.id} = any(array(select g.group_id from ${matching}
              group by g.group_id order by min(${breadth(sql`g`)}), 1 limit ${MOST_GIVING}))`,
          ),
        )
        .orderBy(
          sql`(select max(${breadth(sql`one_of`)}) from ${granted})`,
          sql`(select count(*) from ${granted})`,
          groups.nameKey,
          groups.id,
        )
        .limit(limit)
    },
  }
}
