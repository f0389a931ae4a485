import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { countAmongFound } from '@/db/found-people'
import { membersOf, pageOfPeople } from '@/db/group-page'
import { membershipsNow } from '@/db/holdings'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { users, type UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { pageFound } from '@/db/search'
import { foundCount } from '@/db/search-count'
import { columnsOfListedUser, columnsOfUser } from '@/db/user-columns'
import {
  filteredUsers,
  indexedUsers,
  matchingUsers,
  membersHaving,
  searchedUsers,
  titledUsers,
  type UserFilter,
} from '@/db/user-filter'
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

/** So many are put together before anything of them is counted. */
const FEW_MEMBERSHIPS = 5000

/** The people of a company: those who match, and how many there are. */
export function userListIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(users.companyId, companyId)

  /** Who may have a permission: where few memberships grant it, those; else everybody, among whom they stand close together. */
  const havingPermission = (permission: string): SQL => {
    const { ids } = membersHaving(companyId, permission)
    const isFew = sql`(select count(*) from (select 1 from ${ids} m limit ${FEW_MEMBERSHIPS + 1}) counted) <= ${FEW_MEMBERSHIPS}`
    return sql`(select distinct m.user_id as id from ${ids} m where ${isFew}
        union all select id from users where company_id = ${companyId} and not ${isFew}) candidate
      cross join lateral (
        select * from ${users} where ${users.companyId} = ${companyId} and ${users.id} = candidate.id offset 0) ${users}`
  }

  return {
    /** One more than `limit`, so that the caller knows of a next page. To run or to nest. */
    page(filter: UserFilter, { by, descending, cursor }: UserOrder, limit: number) {
      const key = sortColumns[by]
      const { where: beyond, orderBy, descending: down } = keyset({ key, id: users.id, descending, cursor })
      const where = and(ours, filteredUsers(scope, filter), beyond)
      const order = { key, keyOfWords: key === users.nameKey, descending: down, cursor }
      const page = { table: users, id: users.id, ...order, where, limit: limit + 1 }
      const indexed = () => {
        const some = indexedUsers(companyId, filter)
        return some && pageOfPeople({ companyId, some, key, where, orderBy, limit: limit + 1 })
      }
      const { q, title } = filter
      const found = () => {
        if (q) return pageFound(searchedUsers(companyId), q, page)
        if (!title) return undefined
        const within = and(ours, filteredUsers(scope, { ...filter, title: undefined }), beyond)
        return pageFound(titledUsers(companyId), title, { ...page, where: within })
      }
      const ids = found() ?? indexed()
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
      return tx
        .select(columnsOfListedUser)
        .from(users)
        .where(and(ours, sql`${users.id} = any(${pageFound(searchedUsers(companyId), q, { ...page, where, limit })})`))
        .orderBy(key, users.id)
        .limit(limit)
    },

    /** How many match, counted no further than `limit`; null where counting would take long. A list of one, to nest. */
    matchingCount(filter: UserFilter, limit: number) {
      const { q, title, ...others } = filter
      // All that is found is there, so nobody has to be looked up.
      if ((q || title) && !(q && title) && !Object.values(others).some(Boolean)) {
        const count = q
          ? foundCount(searchedUsers(companyId), q, limit)
          : foundCount(titledUsers(companyId), title ?? '', limit)
        return tx
          .select({ count: sql<number | null>`one.count`.as('count') })
          .from(sql`(select ${count} as count) as one`)
      }
      if (q || title) {
        const searched = q ? searchedUsers(companyId) : titledUsers(companyId)
        const where = filteredUsers(scope, q ? { ...others, title } : others)
        const count = countAmongFound(searched, q ?? title ?? '', where, limit)
        return tx
          .select({ count: sql<number | null>`one.count`.as('count') })
          .from(sql`(select ${count} as count) as one`)
      }
      const group = filter.group !== 'none' ? filter.group : undefined
      const permission = group ? undefined : filter.permission
      // Members are counted among members; otherwise it is the planner that chooses, and it knows groups only on average.
      const from = group
        ? sql`${membersOf(companyId, sql`= ${group}`).ids} m cross join lateral (
            select * from ${users} where ${users.companyId} = ${companyId} and ${users.id} = m.user_id offset 0) ${users}`
        : permission
          ? havingPermission(permission)
          : sql`${users}`
      const where = matchingUsers(scope, group ? { ...filter, group: undefined } : filter)
      const found = tx
        .select({ one: sql`1`.as('one') })
        .from(from)
        .where(where)
        .limit(limit)
        .as('found')
      return tx.select({ count: sql<number | null>`count(*)::int`.as('count') }).from(found)
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
