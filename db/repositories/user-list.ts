import { and, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { membershipsNow } from '@/db/holdings'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { foundCount, pageFound } from '@/db/search'
import { columnsOfUser } from '@/db/user-columns'
import { filteredUsers, matchingUsers, searchedUsers, type UserFilter } from '@/db/user-filter'
import { groupsOfUser } from '@/db/user-groups'

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
      return tx
        .select({
          ...columnsOfUser,
          nameKey: users.nameKey,
          emailKey: users.emailKey,
          groups: jsonList(groupsOfUser(scope, users.id)).as('groups'),
        })
        .from(users)
        .where(
          filter.q ? and(ours, sql`${users.id} = any(${pageFound(searchedUsers(companyId), filter.q, page)})`) : where,
        )
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many match, counted no further than `limit`; a list of one, to nest. */
    matchingCount(filter: UserFilter, limit: number) {
      const { q, ...others } = filter
      // All that is found is there, so nobody has to be looked up.
      if (q && !Object.values(others).some(Boolean)) {
        const count = foundCount(searchedUsers(companyId), q, limit)
        return tx.select({ count: sql<number>`one.count`.as('count') }).from(sql`(select ${count} as count) as one`)
      }
      const found = tx
        .select({ one: sql`1`.as('one') })
        .from(users)
        .where(matchingUsers(scope, filter))
        .limit(limit)
        .as('found')
      return tx.select({ count: sql<number>`count(*)::int`.as('count') }).from(found)
    },

    /** Counts for the dashboard; to nest. */
    counts() {
      return tx
        .select({
          invited: sql<number>`count(*) filter (where ${users.status} = 'invited')::int`.as('invited'),
          active: sql<number>`count(*) filter (where ${users.status} = 'active')::int`.as('active'),
          inactive: sql<number>`count(*) filter (where ${users.status} = 'inactive')::int`.as('inactive'),
          neverSignedIn:
            sql<number>`count(*) filter (where ${users.status} = 'active' and ${users.lastSignInAt} is null)::int`.as(
              'never_signed_in',
            ),
          withoutGroup: sql<number>`(
            select count(*)::int from users lone where lone.company_id = ${companyId} and lone.status = 'active'
              and not exists (select 1 from ${membershipsNow(companyId)} m where m.user_id = lone.id)
          )`.as('without_group'),
        })
        .from(users)
        .where(ours)
    },
  }
}
