import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { keyset, type Cursor } from '@/db/keyset'
import { groups, memberships, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { pageFound } from '@/db/search'
import { searchedUsers } from '@/db/user-filter'

export interface MembershipKey {
  groupId: string
  userId: string
}

export function membershipsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(memberships.companyId, companyId)

  return {
    /** Ids of the members of a group; a statement to nest. */
    idsOf: (groupId: string): SQL =>
      sql`select gm.user_id from memberships gm where gm.company_id = ${companyId} and gm.group_id = ${groupId}`,

    /** One more than `limit` members of a group, by name. To run or to nest. */
    members(groupId: string, cursor: Cursor | undefined, limit: number) {
      const { where, orderBy } = keyset({ key: users.nameKey, id: users.id, descending: false, cursor })
      return tx
        .select({
          id: users.id,
          name: users.name,
          email: users.email,
          title: users.title,
          status: users.status,
          nameKey: users.nameKey,
        })
        .from(memberships)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, memberships.userId)))
        .where(and(ours, eq(memberships.groupId, groupId), where))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** People who could be added: found by their words, not in the group yet. To run or to nest. */
    candidates(groupId: string, q: string, limit: number) {
      const where = sql`not exists (select 1 from memberships m where m.company_id = ${companyId} and m.group_id = ${groupId} and m.user_id = ${users.id})`
      const first = { keyOfWords: true, descending: false, cursor: undefined }
      const page = { table: users, id: users.id, key: users.nameKey, ...first, where, limit }
      return tx
        .select({ id: users.id, name: users.name, email: users.email, title: users.title, status: users.status })
        .from(users)
        .where(
          and(eq(users.companyId, companyId), sql`${users.id} = any(${pageFound(searchedUsers(companyId), q, page)})`),
        )
        .orderBy(users.nameKey, users.id)
        .limit(limit)
    },

    /** Adds those that are missing and returns exactly these. Every id must have been looked up in this scope. */
    async add(keys: MembershipKey[]): Promise<MembershipKey[]> {
      if (!keys.length) return []
      return tx
        .insert(memberships)
        .values(keys.map(key => ({ ...key, companyId })))
        .onConflictDoNothing()
        .returning({ groupId: memberships.groupId, userId: memberships.userId })
    },

    /** Removes those that are there and returns exactly these. */
    async remove(groupId: string, userIds: string[]): Promise<MembershipKey[]> {
      if (!userIds.length) return []
      return tx
        .delete(memberships)
        .where(and(ours, eq(memberships.groupId, groupId), inArray(memberships.userId, userIds)))
        .returning({ groupId: memberships.groupId, userId: memberships.userId })
    },

    /**
     * The first members by name, each with the keys that only this group gives them: no other group
     * of theirs grants the same, or a wildcard that covers it. To run or to nest.
     */
    lossesWithout(groupId: string, limit: number) {
      return tx
        .select({
          id: users.id,
          name: users.name,
          loses: sql<string[]>`array(
            select p.resource || ':' || p.action from grants g
            join permissions p on p.company_id = g.company_id and p.id = g.permission_id
            where g.company_id = ${companyId} and g.group_id = ${groupId} and not exists (
              select 1 from memberships om
              join grants og on og.company_id = om.company_id and og.group_id = om.group_id
              join permissions op on op.company_id = og.company_id and op.id = og.permission_id
              where om.company_id = ${companyId} and om.user_id = ${users.id} and om.group_id <> ${groupId}
                and ((op.resource = '*' and op.action = '*') or (op.resource = p.resource and op.action in ('*', p.action)))
            ) order by 1)`.as('loses'),
        })
        .from(memberships)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, memberships.userId)))
        .where(and(ours, eq(memberships.groupId, groupId)))
        .orderBy(users.nameKey, users.id)
        .limit(limit)
    },

    /** Names of the groups of each of these people who is in any. */
    async groupNamesOf(userIds: string[]): Promise<Map<string, string[]>> {
      const names = new Map<string, string[]>()
      if (!userIds.length) return names
      const rows = await tx
        .select({ userId: memberships.userId, name: groups.name })
        .from(memberships)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, memberships.groupId)))
        .where(and(ours, inArray(memberships.userId, userIds)))
        .orderBy(groups.nameKey)
      for (const { userId, name } of rows) names.set(userId, [...(names.get(userId) ?? []), name])
      return names
    },

    /** Which of these people exist in the company. */
    async existingUsers(ids: string[]): Promise<string[]> {
      if (!ids.length) return []
      const rows = await tx
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.companyId, companyId), inArray(users.id, ids)))
      return rows.map(row => row.id)
    },
  }
}
