import { and, eq, sql, type SQL } from 'drizzle-orm'
import { coversSql, grantsNow, membershipsNow } from '@/db/holdings'
import { keyset, type Cursor } from '@/db/keyset'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { columnsOfListedUser } from '@/db/user-columns'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/**
 * So many memberships are looked at by themselves to find out who has a permission, and so many people are sorted by name; where
 * there are more, they stand close enough in the list of all. Tests try few.
 */
export const holderBounds = { lookedUp: 4 * COUNT_LIMIT, sorted: 5000 }

export function permissionHoldersIn({ companyId, tx }: CompanyScope) {
  const members = membershipsNow(companyId)
  /** Ids of groups that allow it: by its own name, by a wildcard, or either way. */
  const groupsAllowing = (id: string, way: SQL) => sql`array(
    select g.group_id from permissions p cross join lateral (
      select group_id, permission_id from ${grantsNow(companyId)} g where ${coversSql(sql`g`, sql`p`)} offset 0) g
    where p.company_id = ${companyId} and p.id = ${id} and ${way})`

  return {
    /** One page of them by name, and one more, each with the groups that it comes through; to run or to nest. */
    page(id: string, cursor: Cursor | undefined, limit: number) {
      const any = sql`(select groups from allowing)::uuid[]`
      const { where, orderBy, descending } = keyset({ key: users.nameKey, id: users.id, descending: false, cursor })
      const order = sql.raw(descending ? 'name_key desc, id desc' : 'name_key, id')
      const theirs = and(eq(users.companyId, companyId), where)
      const isFew = sql`(select count(*) from (select 1 from ${members} m where m.group_id = any(${any})
        limit ${holderBounds.sorted + 1}) counted) <= ${holderBounds.sorted}`
      const ids = sql`array(
        with allowing as materialized (select ${groupsAllowing(id, sql`true`)} as groups)
        select id from (
          select one.id, one.name_key from (select distinct m.user_id as id from ${members} m where ${isFew} and m.group_id = any(${any})) candidate
          cross join lateral (select ${users.id}, ${users.nameKey} from ${users} where ${theirs} and ${users.id} = candidate.id offset 0) one
          union all (
            select ${users.id}, ${users.nameKey} from ${users} where not ${isFew} and ${theirs} and exists (
              select 1 from ${members} m where m.user_id = ${users}.id and m.group_id = any(${any}) offset 0)
            order by ${order} limit ${limit + 1})
        ) found order by ${order} limit ${limit + 1})`
      const through = sql<string[]>`array(
        select g.name from ${members} m join groups g on g.company_id = ${companyId} and g.id = m.group_id
        where m.user_id = ${users}.id and m.group_id = any(${groupsAllowing(id, sql`true`)}) order by g.name_key)`
      return tx
        .select({
          ...columnsOfListedUser,
          nameKey: users.nameKey,
          through: through.as('through'),
        })
        .from(users)
        .where(and(eq(users.companyId, companyId), sql`${users.id} = any(${ids})`))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /**
     * How many people have it, and how many of them have nothing else that allows the same. To run or to nest.
     * @param most how far each is counted; null for what is recorded of them, which is exact
     */
    counts(id: string, most: number | null = COUNT_LIMIT) {
      const allowing = (way: SQL) => groupsAllowing(id, way)
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
