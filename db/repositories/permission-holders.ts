import { and, eq, sql, type SQL } from 'drizzle-orm'
import { countFoundAmong, pageFoundAmong } from '@/db/found-people'
import { membersOf, pageOfPeople, type SomePeople } from '@/db/group-page'
import { coversSql, grantsNow, membershipsNow } from '@/db/holdings'
import { keyset, type Cursor } from '@/db/keyset'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { columnsOfListedUser } from '@/db/user-columns'
import { searchedUsers } from '@/db/user-filter'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/**
 * So many memberships are looked at by themselves to find out how many people have a permission; where there are more, they stand
 * close enough in the list of all. Tests try few.
 */
export const holderBounds = { lookedUp: 4 * COUNT_LIMIT }

export function permissionHoldersIn({ companyId, tx }: CompanyScope) {
  const members = membershipsNow(companyId)
  /** Ids of groups that allow it: by its own name, by a wildcard, or either way. */
  const groupsAllowing = (id: string, way: SQL) => sql`array(
    select g.group_id from permissions p cross join lateral (
      select group_id, permission_id from ${grantsNow(companyId)} g where ${coversSql(sql`g`, sql`p`)} offset 0) g
    where p.company_id = ${companyId} and p.id = ${id} and ${way})`

  /** Something about those who have it, of whom the groups are found once. */
  const withAllowing = <T>(id: string, about: (some: SomePeople) => SQL<T>): SQL<T> => sql<T>`(
    with allowing as materialized (select ${groupsAllowing(id, sql`true`)} as groups)
    select ${about(membersOf(companyId, sql`= any((select groups from allowing)::uuid[])`))})`

  return {
    /** One page of them by name, and one more, each with the groups that it comes through; all, or who is found by `q`. To run or to nest. */
    page(id: string, q: string | undefined, cursor: Cursor | undefined, limit: number) {
      const key = users.nameKey
      const { where, orderBy } = keyset({ key, id: users.id, descending: false, cursor })
      const ids = withAllowing(id, some =>
        q
          ? pageFoundAmong({ some, searched: searchedUsers(companyId), typed: q }, cursor, limit + 1)
          : pageOfPeople({ companyId, some, key, where, orderBy, limit: limit + 1 }),
      )
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
        .where(and(eq(users.companyId, companyId), sql`${users.id} = any(${ids}::uuid[])`))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many of them are found by `q`, counted no further than totals are; null where counting would take long. To nest. */
    foundCount: (id: string, q: string) =>
      withAllowing(id, some => countFoundAmong({ some, searched: searchedUsers(companyId), typed: q })),

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
