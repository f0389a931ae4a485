import { sql, type SQL } from 'drizzle-orm'
import { coversSql, grantsNow, membershipsNow } from '@/db/holdings'
import type { CompanyScope } from '@/db/scope'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/** So many memberships are looked at by themselves to find out who has a permission. Tests try few. */
export const holderBounds = { lookedUp: 4 * COUNT_LIMIT }

export function permissionHoldersIn({ companyId, tx }: CompanyScope) {
  return {
    /**
     * How many people have it, and how many of them have nothing else that allows the same. To run or to nest.
     * @param most how far each is counted; null for what is recorded of them, which is exact
     */
    counts(id: string, most: number | null = COUNT_LIMIT) {
      const members = membershipsNow(companyId)
      /** Ids of groups that allow it: by its own name, by a wildcard, or either way. */
      const allowing = (way: SQL) => sql`array(
        select g.group_id from permissions p cross join lateral (
          select group_id, permission_id from ${grantsNow(companyId)} g where ${coversSql(sql`g`, sql`p`)} offset 0) g
        where p.company_id = ${companyId} and p.id = ${id} and ${way})`
      const any = allowing(sql`true`)
      const isIn = (allowed: SQL) =>
        sql`exists (select 1 from ${members} m where m.user_id = u.id and m.group_id = any(${allowed}) offset 0)`
      const isFew = sql`(select count(*) from (select 1 from ${members} m where m.group_id = any(${any})
        limit ${holderBounds.lookedUp + 1}) counted) <= ${holderBounds.lookedUp}`
      // Who may be one: members of these groups, or where these are too many to tell apart, everybody until enough were found.
      const candidates = sql`(
        select distinct m.user_id as id from ${members} m where ${isFew} and m.group_id = any(${any})
        union all select id from users where not ${isFew} and company_id = ${companyId})`
      const count = (which: SQL) => sql<number>`(select count(*)::int from (
        select 1 from ${candidates} u where ${which} limit ${most}::int) counted)`
      const own = sql`g.permission_id = ${id}`
      return tx
        .select({
          people: count(isIn(any)).as('people'),
          losers: count(sql`${isIn(allowing(own))} and not ${isIn(allowing(sql`not ${own}`))}`).as('losers'),
        })
        .from(sql`(select 1) as one`)
    },
  }
}
