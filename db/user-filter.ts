import { and, eq, sql, type SQL } from 'drizzle-orm'
import { membersOf, type SomePeople } from './group-page'
import { groupsGranting } from './groups-granting'
import { grantsNow, instant, membershipsNow } from './holdings'
import { users, type UserStatus } from './schema'
import type { CompanyScope } from './scope'
import { byOwnWords, matches } from './search'
import { anyGroupRequires, hasFactor, isExempt, isInRequiringGroup, requiredOfAll } from './second-factor'

export interface UserFilter {
  q?: string
  /** Words of the title alone. */
  title?: string
  status?: UserStatus
  /** A group's id, or `none` for people without a group. */
  group?: string
  /** The key of a permission that they hold, be it through a wildcard. */
  permission?: string
  /** Never, or not since a moment. */
  signedIn?: 'never' | { before: Date }
  signedInSince?: Date
  /** People without a second factor, those of them who must have one, or people with one. */
  factor?: 'none' | 'missing' | 'present'
  createdFrom?: Date
  /** Exclusive. */
  createdUntil?: Date
}

/** Each asked by itself: a page is found after a few, and of all who match the planner makes a join. */
function factorIs(companyId: string, factor: NonNullable<UserFilter['factor']>): SQL | undefined {
  const u = sql`${users}`
  if (factor === 'present') return hasFactor(companyId, u)
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

/** People by their titles alone. */
export const titledUsers = (companyId: string) => byOwnWords(companyId, 'user_title')

/** People of the audit log: by their names, also former ones; for who may see people by their addresses and titles too. */
export const searchedInLog = (companyId: string, seesPeople: boolean) =>
  byOwnWords(companyId, seesPeople ? 'user' : 'user_name', 'former_user')

/** The people of the company who match: what a list shows and what a bulk act takes are the same. */
export const matchingUsers = (scope: CompanyScope, { q, ...filter }: UserFilter): SQL | undefined =>
  and(filteredUsers(scope, filter), q ? matches(searchedUsers(scope.companyId), sql`${users.id}`, q) : undefined)

/** Memberships of groups that grant what a key names. */
export const membersHaving = (companyId: string, key: string): SomePeople =>
  membersOf(companyId, sql`= any(${groupsGranting(grantsNow(companyId), key)})`)

/**
 * Those whom an index finds, by the first filter that has one: few of them are looked up and put in order, of many the list is read
 * until a page is full (db/group-page.ts).
 */
export function indexedUsers(companyId: string, filter: UserFilter): SomePeople | undefined {
  const { group, permission } = filter
  if (group && group !== 'none') return membersOf(companyId, sql`= ${group}`)
  if (permission) return membersHaving(companyId, permission)
  const within = lastSignInIs(filter) ?? createdWithin(filter)
  if (!within) return undefined
  const ids = sql`(select id as user_id from ${users} where ${users.companyId} = ${companyId} and ${within})`
  return { ids, isOne: within }
}

/** Who never did stands at the beginning of time: the columns are those of indexes. */
const lastSignInIs = ({ signedIn, signedInSince: since }: UserFilter): SQL | undefined =>
  and(
    signedIn === 'never' ? sql`${users.signedInKey} = '1970-01-01T00:00:00Z'::timestamptz` : undefined,
    signedIn && signedIn !== 'never' ? sql`${users.signedInKey} < ${instant(signedIn.before)}` : undefined,
    since && sql`${users.signedInKey} >= ${instant(since)}`,
  )

const createdWithin = ({ createdFrom: from, createdUntil: until }: UserFilter): SQL | undefined =>
  and(from && sql`${users.createdAt} >= ${instant(from)}`, until && sql`${users.createdAt} < ${instant(until)}`)

/** The same but for the search, which a page does in its own way. */
export function filteredUsers({ companyId }: CompanyScope, filter: Omit<UserFilter, 'q'>): SQL | undefined {
  const { title, status, group, permission, factor } = filter
  // Asked of each person by itself: joined, it may be asked about all of them for each (factorIs).
  const inNone = sql`not exists (
    select 1 from ${membershipsNow(companyId)} m where m.user_id = ${users}.id offset 0)`
  return and(
    eq(users.companyId, companyId),
    title ? matches(titledUsers(companyId), sql`${users.id}`, title) : undefined,
    status && eq(users.status, status),
    group === 'none' ? inNone : group ? membersOf(companyId, sql`= ${group}`).isOne : undefined,
    permission ? membersHaving(companyId, permission).isOne : undefined,
    lastSignInIs(filter),
    createdWithin(filter),
    factor && factorIs(companyId, factor),
  )
}
