import { and, eq, exists, notExists, or, sql, type SQL } from 'drizzle-orm'
import { memberships, users, type UserStatus } from './schema'
import type { CompanyScope } from './scope'

export interface UserFilter {
  q?: string
  status?: UserStatus
  /** A group's id, or `none` for people without a group. */
  group?: string
  neverSignedIn?: boolean
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** The people of the company who match: what a list shows and what a bulk act takes are the same. */
export function matchingUsers({ companyId, tx }: CompanyScope, { q, status, group, neverSignedIn }: UserFilter): SQL | undefined {
  const membershipsOfUser = (groupId?: string) =>
    tx
      .select({ one: sql`1` })
      .from(memberships)
      .where(and(eq(memberships.companyId, companyId), groupId ? eq(memberships.groupId, groupId) : undefined, eq(memberships.userId, users.id)))
  const pattern = q && `%${escapeLike(q.toLowerCase())}%`
  return and(
    eq(users.companyId, companyId),
    status && eq(users.status, status),
    pattern ? or(sql`${users.nameKey} like ${pattern}`, sql`${users.emailKey} like ${pattern}`) : undefined,
    group === 'none' ? notExists(membershipsOfUser()) : group ? exists(membershipsOfUser(group)) : undefined,
    neverSignedIn ? sql`${users.lastSignInAt} is null` : undefined,
  )
}
