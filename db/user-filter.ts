import { and, eq, sql, type SQL } from 'drizzle-orm'
import { membershipsNow } from './holdings'
import { users, type UserStatus } from './schema'
import type { CompanyScope } from './scope'
import { byOwnWords, matches } from './search'
import { anyGroupRequires, hasFactor, isExempt, isInRequiringGroup, requiredOfAll } from './second-factor'

export interface UserFilter {
  q?: string
  status?: UserStatus
  /** A group's id, or `none` for people without a group. */
  group?: string
  neverSignedIn?: boolean
  /** People without a second factor, or those of them who must have one. */
  factor?: 'none' | 'missing'
}

/** Each asked by itself: a page is found after a few, and of all who match the planner makes a join. */
function lacksFactor(companyId: string, factor: 'none' | 'missing'): SQL | undefined {
  const u = sql`${users}`
  const none = sql`not ${hasFactor(companyId, u)}`
  if (factor === 'none') return none
  return and(
    // Known before anybody is looked at.
    sql`(${requiredOfAll(companyId)} or ${anyGroupRequires(companyId)})`,
    none,
    sql`(${requiredOfAll(companyId)} or ${isInRequiringGroup(companyId, u)})`,
    sql`not ${isExempt(companyId, u)}`,
  )
}

/** People by their names, addresses and titles. */
export const searchedUsers = (companyId: string) => byOwnWords(companyId, 'user')

/** People of the audit log: by their names, also former ones; for who may see people by their addresses and titles too. */
export const searchedInLog = (companyId: string, seesPeople: boolean) =>
  byOwnWords(companyId, seesPeople ? 'user' : 'user_name', 'former_user')

/** The people of the company who match: what a list shows and what a bulk act takes are the same. */
export const matchingUsers = (scope: CompanyScope, { q, ...filter }: UserFilter): SQL | undefined =>
  and(filteredUsers(scope, filter), q ? matches(searchedUsers(scope.companyId), sql`${users.id}`, q) : undefined)

/** The same but for the search, which a page does in its own way. */
export function filteredUsers(
  { companyId }: CompanyScope,
  { status, group, neverSignedIn, factor }: Omit<UserFilter, 'q'>,
): SQL | undefined {
  const inGroup = (groupId: string): SQL => sql`exists (
    select 1 from ${membershipsNow(companyId)} m where m.user_id = ${users}.id and m.group_id = ${groupId})`
  // Asked of each person by itself: joined, it may be asked about all of them for each (lacksFactor).
  const inNone = sql`not exists (
    select 1 from ${membershipsNow(companyId)} m where m.user_id = ${users}.id offset 0)`
  return and(
    eq(users.companyId, companyId),
    status && eq(users.status, status),
    group === 'none' ? inNone : group ? inGroup(group) : undefined,
    neverSignedIn ? sql`${users.lastSignInAt} is null` : undefined,
    factor && lacksFactor(companyId, factor),
  )
}
