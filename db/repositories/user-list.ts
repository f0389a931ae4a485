import { and, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { pageOfMembers } from '@/db/group-page'
import { membershipsNow } from '@/db/holdings'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { users, type UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { foundCount, pageFound } from '@/db/search'
import { columnsOfUser } from '@/db/user-columns'
import { filteredUsers, matchingUsers, searchedUsers, type UserFilter } from '@/db/user-filter'
import { groupsOfUser } from '@/db/user-groups'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

export type UserSortKey = 'name' | 'email' | 'created' | 'signed-in'

/** The closed map from what an address may ask for to a column. */
const sortColumns: Record<UserSortKey, PgColumn> = {
  name: users.nameKey,
  email: users.emailKey,
  created: users.createdAt,
  'signed-in': users.signedInKey,
}

interface UserOrder {
  by: UserSortKey
  descending: boolean
  cursor: Cursor | undefined
}

/** The people of a company: those who match, and how many there are. */
export function userListIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(users.companyId, companyId)

  return {
    /** One more than `limit`, so that the caller knows of a next page. To run or to nest. */
    page(filter: UserFilter, { by, descending, cursor }: UserOrder, limit: number) {
      const key = sortColumns[by]
      const { where: beyond, orderBy, descending: down } = keyset({ key, id: users.id, descending, cursor })
      const where = and(ours, filteredUsers(scope, filter), beyond)
      const order = { key, keyOfWords: key === users.nameKey, descending: down, cursor }
      const page = { table: users, id: users.id, ...order, where, limit: limit + 1 }
      const { group: groupId, ...others } = filter
      const ofGroup = () => {
        if (!groupId || groupId === 'none') return undefined
        const within = and(filteredUsers(scope, others), beyond)
        return pageOfMembers({ companyId, groupId, key, where: within, orderBy, limit: limit + 1 })
      }
      const ids = filter.q ? pageFound(searchedUsers(companyId), filter.q, page) : ofGroup()
      return tx
        .select({
          ...columnsOfUser,
          nameKey: users.nameKey,
          emailKey: users.emailKey,
          groups: jsonList(groupsOfUser(scope, users.id)).as('groups'),
        })
        .from(users)
        .where(ids ? and(ours, sql`${users.id} = any(${ids})`) : where)
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** Who is found by `q`, by name, for a choice; no more than `limit`. To run or to nest. */
    options(q: string, status: UserStatus | undefined, limit: number) {
      const key = users.nameKey
      const where = and(ours, filteredUsers(scope, { status }))
      const page = { table: users, id: users.id, key, keyOfWords: true, descending: false, cursor: undefined }
      const { id, name, email, title } = columnsOfUser
      return tx
        .select({ id, name, email, title, status: users.status })
        .from(users)
        .where(and(ours, sql`${users.id} = any(${pageFound(searchedUsers(companyId), q, { ...page, where, limit })})`))
        .orderBy(key, users.id)
        .limit(limit)
    },

    /** How many match, counted no further than `limit`; a list of one, to nest. */
    matchingCount(filter: UserFilter, limit: number) {
      const { q, ...others } = filter
      // All that is found is there, so nobody has to be looked up.
      if (q && !Object.values(others).some(Boolean)) {
        const count = foundCount(searchedUsers(companyId), q, limit)
        return tx.select({ count: sql<number>`one.count`.as('count') }).from(sql`(select ${count} as count) as one`)
      }
      const group = filter.group !== 'none' && !q ? filter.group : undefined
      // Members are counted among members; otherwise it is the planner that chooses, and it knows groups only on average.
      const from = group
        ? sql`(select user_id from ${membershipsNow(companyId)} m where m.group_id = ${group}) m cross join lateral (
            select * from ${users} where ${users.companyId} = ${companyId} and ${users.id} = m.user_id offset 0) ${users}`
        : sql`${users}`
      const where = matchingUsers(scope, group ? { ...others, group: undefined } : filter)
      const found = tx
        .select({ one: sql`1`.as('one') })
        .from(from)
        .where(where)
        .limit(limit)
        .as('found')
      return tx.select({ count: sql<number>`count(*)::int`.as('count') }).from(found)
    },

    /**
     * Counts for the dashboard, each no further than COUNT_LIMIT; to nest. Of more active people than that, who never signed in and
     * who is in no group is counted among that many. In the order of an index: without one, all might be gathered before the limit.
     */
    counts() {
      const ofStatus = (status: UserStatus) => sql<number>`(select count(*)::int from (
        select 1 from users where company_id = ${companyId} and status = ${status} order by name_key limit ${COUNT_LIMIT}) counted)`
      return tx
        .select({
          invited: ofStatus('invited').as('invited'),
          active: sql<number>`count(*)::int`.as('active'),
          inactive: ofStatus('inactive').as('inactive'),
          neverSignedIn: sql<number>`(count(*) filter (where u.last_sign_in_at is null))::int`.as('never_signed_in'),
          withoutGroup: sql<number>`(count(*) filter (where not exists (
            select 1 from ${membershipsNow(companyId)} m where m.user_id = u.id offset 0)))::int`.as('without_group'),
        })
        .from(
          sql`(select id, last_sign_in_at from users where company_id = ${companyId} and status = 'active'
            order by name_key, id limit ${COUNT_LIMIT}) u`,
        )
    },
  }
}
