import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import {
  changeTime,
  closeHoldings,
  openHoldings,
  type HoldingEnding,
  type HoldingOrigin,
  type HoldingPeriod,
} from '@/db/change-holdings'
import { countFoundAmong, pageFoundAmong } from '@/db/found-people'
import { membersOf, pageOfPeople } from '@/db/group-page'
import { coversSql, grantsNow, holdingsNow, membershipsNow, membershipsOfPerson, permissionKeySql } from '@/db/holdings'
import { keyset, type Cursor } from '@/db/keyset'
import { groups, users, type HoldingSource } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { pageFound } from '@/db/search'
import { columnsOfListedUser } from '@/db/user-columns'
import { searchedUsers } from '@/db/user-filter'

export interface MembershipKey {
  groupId: string
  userId: string
}

export interface NewMembership extends MembershipKey, HoldingOrigin, HoldingPeriod {}

export function membershipsIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const now = membershipsNow(companyId)

  const ofGroup = (groupId: string) => membersOf(companyId, sql`= ${groupId}`)
  const soughtIn = (groupId: string, q: string) => ({
    some: ofGroup(groupId),
    searched: searchedUsers(companyId),
    typed: q,
  })

  return {
    /** Ids of the members of a group; a statement to nest. */
    idsOf: (groupId: string): SQL => sql`select gm.user_id from ${now} gm where gm.group_id = ${groupId}`,

    /** How many members a group has, exactly: for what is recorded of it. Takes the longer the more there are. */
    async countOf(groupId: string): Promise<number> {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(sql`${now} m`)
        .where(sql`m.group_id = ${groupId}`)
      return row!.count
    },

    /** One more than `limit` members of a group, by name, with since when each is one; all, or who is found by `q`. To run or to nest. */
    members(groupId: string, q: string | undefined, cursor: Cursor | undefined, limit: number) {
      const key = users.nameKey
      const { where, orderBy } = keyset({ key, id: users.id, descending: false, cursor })
      const page = q
        ? pageFoundAmong(soughtIn(groupId, q), cursor, limit + 1)
        : pageOfPeople({ companyId, some: ofGroup(groupId), key, where, orderBy, limit: limit + 1 })
      return tx
        .select({
          id: users.id,
          name: users.name,
          email: users.email,
          title: users.title,
          status: users.status,
          addedAt: sql<Date>`m.valid_from`.mapWith(users.createdAt).as('added_at'),
          addedVia: sql<HoldingSource>`m.added_via`.as('added_via'),
          nameKey: users.nameKey,
        })
        .from(users)
        .innerJoinLateral(
          sql`(select valid_from, added_via from ${now} m where m.group_id = ${groupId} and m.user_id = ${users.id} offset 0) m`,
          sql`true`,
        )
        .where(and(eq(users.companyId, companyId), sql`${users.id} = any(${page})`))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many members are found by `q`, counted no further than totals are; null where counting would take long. To nest. */
    foundCount: (groupId: string, q: string) => countFoundAmong(soughtIn(groupId, q)),

    /** People who could be added: found by their words, not in the group yet. To run or to nest. */
    candidates(groupId: string, q: string, limit: number) {
      const where = sql`not exists (select 1 from ${now} m where m.group_id = ${groupId} and m.user_id = ${users.id})`
      const first = { keyOfWords: true, descending: false, cursor: undefined }
      const page = { table: users, id: users.id, key: users.nameKey, ...first, where, limit }
      return tx
        .select(columnsOfListedUser)
        .from(users)
        .where(
          and(eq(users.companyId, companyId), sql`${users.id} = any(${pageFound(searchedUsers(companyId), q, page)})`),
        )
        .orderBy(users.nameKey, users.id)
        .limit(limit)
    },

    /** In which groups a person is and was, the latest first, by what these are or were last called; to run or to nest. */
    historyOf(userId: string, limit: number) {
      return tx
        .select({
          groupId: sql<string>`m.group_id`.as('group_id'),
          group: sql<string | null>`m.name`.as('group_name'),
          addedVia: sql<HoldingSource>`m.added_via`.as('added_via'),
          reason: sql<string | null>`m.reason`.as('reason'),
          from: sql<Date>`m.valid_from`.mapWith(users.createdAt).as('from_time'),
          until: sql<Date | null>`m.until`.mapWith(users.activatedAt).as('until'),
        })
        .from(sql`${membershipsOfPerson(companyId, userId)} m`)
        .orderBy(sql`m.valid_from desc, m.id desc`)
        .limit(limit)
    },

    /** Adds those that are missing and returns exactly these. Every id must have been looked up in this scope. */
    async add(made: NewMembership[]): Promise<MembershipKey[]> {
      if (!made.length) return []
      const rows = made.map(({ userId: id, ...one }) => ({ ...one, id }))
      return keysOf(await openHoldings(scope, 'memberships', rows, await changeTime(scope)))
    },

    /** Removes those that are there and returns exactly these. */
    async remove(groupId: string, userIds: string[], ending: HoldingEnding): Promise<MembershipKey[]> {
      if (!userIds.length) return []
      const which = { groupIds: [groupId], ids: userIds }
      return keysOf(await closeHoldings(scope, 'memberships', which, ending, await changeTime(scope)))
    },

    /**
     * The first members by name, each with the keys that only this group gives them: no other group
     * of theirs grants the same, or a wildcard that covers it. To run or to nest.
     */
    lossesWithout(groupId: string, limit: number) {
      const orderBy = [asc(users.nameKey), asc(users.id)]
      return tx
        .select({
          id: users.id,
          name: users.name,
          loses: sql<string[]>`array(
            select ${permissionKeySql(sql`g`)} from ${grantsNow(companyId)} g
            where g.group_id = ${groupId} and not exists (
              select 1 from ${holdingsNow(companyId)} h
              where h.user_id = ${users}.id and h.group_id <> ${groupId} and ${coversSql(sql`h`, sql`g`)}
            ) order by 1)`.as('loses'),
        })
        .from(users)
        .where(
          and(
            eq(users.companyId, companyId),
            sql`${users.id} = any(${pageOfPeople({ companyId, some: ofGroup(groupId), key: users.nameKey, where: undefined, orderBy, limit })})`,
          ),
        )
        .orderBy(...orderBy)
        .limit(limit)
    },

    /** Names of the groups of each of these people who is in any. */
    async groupNamesOf(userIds: string[]): Promise<Map<string, string[]>> {
      const names = new Map<string, string[]>()
      if (!userIds.length) return names
      const rows = await tx
        .select({ userId: sql<string>`m.user_id`.as('user_id'), name: groups.name })
        .from(sql`${now} m`)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`m.group_id`)))
        .where(inArray(sql`m.user_id`, userIds))
        .orderBy(groups.nameKey)
      for (const { userId, name } of rows) names.set(userId, [...(names.get(userId) ?? []), name])
      return names
    },

    /** Ids of the groups of each of these people who is in any. */
    async groupIdsOf(userIds: string[]): Promise<Map<string, Set<string>>> {
      const ids = new Map<string, Set<string>>()
      if (!userIds.length) return ids
      const rows = await tx.execute<{ user_id: string; group_id: string }>(sql`
        select m.user_id, m.group_id from ${now} m where m.user_id = any(${sql.param(userIds)}::text[]::uuid[])`)
      for (const row of rows) ids.set(row.user_id, (ids.get(row.user_id) ?? new Set()).add(row.group_id))
      return ids
    },

    /** What an import gave to people who were here before it, and nobody has ended since, by the line that it came from. */
    async addedByImport(importId: string): Promise<(MembershipKey & { line: number })[]> {
      const rows = await tx.execute<{ group_id: string; user_id: string; line: number }>(sql`
        select m.group_id, m.user_id, m.source_line as line from ${now} m
        where m.added_via = 'import' and m.source_id = ${importId} and not exists (
          select 1 from invitations i where i.company_id = ${companyId} and i.user_id = m.user_id and i.import_id = ${importId})
        order by m.source_line`)
      return [...rows].map(row => ({ groupId: row.group_id, userId: row.user_id, line: row.line }))
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

const keysOf = (changed: { groupId: string; id: string }[]): MembershipKey[] =>
  changed.map(({ groupId, id: userId }) => ({ groupId, userId }))
