import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { changeTime, closeHoldings, type HoldingEnding } from '@/db/change-holdings'
import { beginDatedRows, changeDatedRows, endDatedRows } from '@/db/dated-rows'
import { holdingsNow, membershipsNow } from '@/db/holdings'
import { jsonList } from '@/db/json'
import { keyset, type Cursor } from '@/db/keyset'
import { groups, permissions, users, type UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { foundCount, pageFound } from '@/db/search'
import { filteredUsers, matchingUsers, searchedUsers, type UserFilter } from '@/db/user-filter'
import { addUserWords, removeUserWords, replaceUserWords } from '@/db/user-words'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, notFound } from '@/lib/kernel/errors'
import { addressKey, keysOf, nameKey } from '@/lib/kernel/fold'

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

export function usersIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(users.companyId, companyId)
  const one = (id: string) => and(ours, eq(users.id, id))

  /** A membership per row: who is in what, for people and their groups. */
  const groupsOf = (userId: string | SQL | PgColumn) =>
    tx
      .select({ id: groups.id, name: groups.name })
      .from(sql`${membershipsNow(companyId)} m`)
      .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`m.group_id`)))
      .where(sql`m.user_id = ${userId}`)
      .orderBy(groups.nameKey)

  const columns = {
    id: users.id,
    name: users.name,
    email: users.email,
    title: users.title,
    status: users.status,
    createdAt: users.createdAt,
    activatedAt: users.activatedAt,
    deactivatedAt: users.deactivatedAt,
    lastSignInAt: users.lastSignInAt,
    version: users.version,
  }

  /** Whose address is written exactly so comes before whose is the same but for capitals. */
  const credentials = (email: string) =>
    tx
      .select({ id: users.id, status: users.status, passwordHash: users.passwordHash })
      .from(users)
      .where(and(ours, inArray(users.emailKey, keysOf(addressKey(email), email))))
      .orderBy(desc(users.emailKey))

  const passwordHash = (id: string) => tx.select({ passwordHash: users.passwordHash }).from(users).where(one(id))

  const mustExist = async <Row>(rows: Promise<Row[]>): Promise<Row> => {
    const [row] = await rows
    if (!row) throw notFound('User')
    return row
  }

  const withKeys = <User extends { name: string; email: string }>(user: User) => ({
    ...user,
    companyId,
    nameKey: nameKey(user.name),
    emailKey: addressKey(user.email),
  })

  /**
   * By the names that they had before they are found in the audit log.
   * @returns the new version; undefined where somebody came first
   */
  const changeName = async (
    id: string,
    change: { name: string; title?: string | null },
    edit: Edit,
  ): Promise<number | undefined> => {
    const [before] = await tx
      .select({ name: users.name, email: users.email, title: users.title })
      .from(users)
      .where(one(id))
      .for('update')
    if (!before) return undefined
    const [made] = await tx
      .update(users)
      .set({ ...change, nameKey: nameKey(change.name), ...nextVersion(users, edit) })
      .where(and(one(id), isVersion(users, edit)))
      .returning({ version: users.version })
    if (!made) return undefined
    const now = { ...before, ...change }
    if (now.name === before.name && now.title === before.title) return made.version
    await replaceUserWords(scope, before, { id, ...now })
    return made.version
  }

  const nowAre = async (people: { id: string }[], status: UserStatus): Promise<void> =>
    changeDatedRows(
      scope,
      'userStatus',
      people.map(({ id }) => ({ id, status })),
      await changeTime(scope),
    )

  const removeWith = async (ids: string[], ending: HoldingEnding): Promise<void> => {
    if (!ids.length) return
    const at = await changeTime(scope)
    await closeHoldings(scope, 'memberships', { ids }, ending, at)
    await endDatedRows(scope, 'userStatus', ids, at)
    await removeUserWords(scope, ids)
    await tx.delete(users).where(and(ours, inArray(users.id, ids)))
  }

  return {
    groupsOf,

    /** One more than `limit`, so that the caller knows of a next page. To run or to nest. */
    list(filter: UserFilter, { by, descending, cursor }: UserOrder, limit: number) {
      const key = sortColumns[by]
      const { where: beyond, orderBy, descending: down } = keyset({ key, id: users.id, descending, cursor })
      const where = and(ours, filteredUsers(scope, filter), beyond)
      const order = { key, keyOfWords: key === users.nameKey, descending: down, cursor }
      const page = { table: users, id: users.id, ...order, where, limit: limit + 1 }
      return tx
        .select({
          ...columns,
          nameKey: users.nameKey,
          emailKey: users.emailKey,
          groups: jsonList(groupsOf(users.id)).as('groups'),
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

    /** @throws AppError `not_found`, alike for another company's id and one that never existed. */
    find: (id: string) => mustExist(tx.select(columns).from(users).where(one(id))),

    /** Undefined when they are gone. */
    async nameOf(id: string): Promise<string | undefined> {
      const [user] = await tx.select({ name: users.name }).from(users).where(one(id))
      return user?.name
    },

    /** As a list of one or none, to nest. */
    one: (id: string) =>
      tx
        .select({ ...columns, deactivationReason: users.deactivationReason })
        .from(users)
        .where(one(id)),

    /** The same, held until the transaction ends, for changes that depend on what is there. */
    findForUpdate: (id: string) =>
      mustExist(
        tx
          .select({ ...columns, ...versionOf(users) })
          .from(users)
          .where(one(id))
          .for('update'),
      ),

    /** What signing in compares; undefined for an unknown address. */
    credentialsOf: async (email: string) => (await credentials(email))[0],

    /** The same, held until the transaction ends: no change of status or password comes between. */
    credentialsForUpdate: async (email: string) => (await credentials(email).for('update'))[0],

    /** Whether somebody may sign in, held likewise; undefined when they are gone. */
    async statusForUpdate(id: string): Promise<UserStatus | undefined> {
      const [user] = await tx.select({ status: users.status }).from(users).where(one(id)).for('update')
      return user?.status
    },

    passwordHashOf: (id: string) => mustExist(passwordHash(id)),

    passwordHashForUpdate: (id: string) => mustExist(passwordHash(id).for('update')),

    /** As a list of one, to nest. */
    hasPassword: (id: string) =>
      tx
        .select({ password: sql<boolean>`${users.passwordHash} is not null`.as('password') })
        .from(users)
        .where(one(id)),

    /** What a person may do and which groups grant each, to run or to nest. */
    permissionsOf(userId: string) {
      return tx
        .select({
          id: permissions.id,
          resource: permissions.resource,
          action: permissions.action,
          description: permissions.description,
          groups: sql<
            { id: string; name: string }[]
          >`json_agg(json_build_object('id', ${groups.id}, 'name', ${groups.name}) order by ${groups.nameKey})`.as(
            'groups',
          ),
        })
        .from(sql`${holdingsNow(companyId)} h`)
        .innerJoin(groups, and(eq(groups.companyId, companyId), eq(groups.id, sql`h.group_id`)))
        .innerJoin(permissions, and(eq(permissions.companyId, companyId), eq(permissions.id, sql`h.permission_id`)))
        .where(sql`h.user_id = ${userId}`)
        .groupBy(permissions.id, permissions.resource, permissions.action, permissions.description)
        .orderBy(permissions.resource, permissions.action)
    },

    /** @throws AppError `conflict` when the email is taken in this company. */
    async insert(user: Omit<typeof users.$inferInsert, 'companyId' | 'nameKey' | 'emailKey'>) {
      const [made] = await tx.insert(users).values(withKeys(user)).onConflictDoNothing().returning(columns)
      if (!made) throw new AppError('conflict', 'Somebody in this company already has this email address.')
      await beginDatedRows(scope, 'userStatus', [made], await changeTime(scope))
      await addUserWords(scope, [made])
      return made
    },

    /** Invited users in one statement; returns those that were made, whose address was free. */
    async insertInvited(people: { email: string; name: string }[]) {
      if (!people.length) return []
      const status = 'invited' as const
      const made = await tx
        .insert(users)
        .values(people.map(({ email, name }) => withKeys({ email, name, status })))
        .onConflictDoNothing()
        .returning({ id: users.id, email: users.email, name: users.name })
      const dated = made.map(({ id }) => ({ id, status }))
      await beginDatedRows(scope, 'userStatus', dated, await changeTime(scope))
      await addUserWords(scope, made)
      return made
    },

    /** Who was invited and never came; nobody else. @param by who takes it back */
    async removeInvited(ids: string[], by: string | null): Promise<void> {
      if (!ids.length) return
      const found = await tx
        .select({ id: users.id })
        .from(users)
        .where(and(ours, inArray(users.id, ids), eq(users.status, 'invited')))
        .for('update')
      await removeWith(
        found.map(({ id }) => id),
        { via: 'invitation_cancelled', by },
      )
    },

    /** Status of those of these addresses that are here already; of two who had one address from before, the one with the usual key first. */
    async byEmails(emails: string[]) {
      if (!emails.length) return []
      return tx
        .select({ id: users.id, email: users.email, name: users.name, status: users.status })
        .from(users)
        .where(
          and(
            ours,
            sql`${users.emailKey} = any(${sql.param(emails.flatMap(email => keysOf(addressKey(email), email)))}::text[])`,
          ),
        )
        .orderBy(users.emailKey)
    },

    /** An invited person becomes active, with what they chose; false when they are not invited any more. */
    async activate(id: string, { name, passwordHash }: { name: string; passwordHash: string }): Promise<boolean> {
      const rows = await tx
        .update(users)
        .set({ status: 'active', passwordHash, passwordChangedAt: sql`now()`, activatedAt: sql`now()` })
        .where(and(one(id), eq(users.status, 'invited')))
        .returning({ id: users.id })
      await nowAre(rows, 'active')
      if (rows.length) await changeName(id, { name }, { by: id })
      return rows.length > 0
    },

    /** @returns the new version; undefined where somebody came first. */
    update: (id: string, details: { name: string; title?: string | null }, edit: Edit) => changeName(id, details, edit),

    async setPasswordHash(id: string, hash: string): Promise<void> {
      await tx
        .update(users)
        .set({ passwordHash: hash, passwordChangedAt: sql`now()` })
        .where(one(id))
    },

    async signedIn(id: string): Promise<void> {
      await tx
        .update(users)
        .set({ lastSignInAt: sql`now()` })
        .where(one(id))
    },

    /** @param reason in an administrator's words; may be empty. */
    async deactivate(ids: string[], reason: string): Promise<void> {
      if (!ids.length) return
      const rows = await tx
        .update(users)
        .set({ status: 'inactive', deactivatedAt: sql`now()`, deactivationReason: reason || null })
        .where(and(ours, inArray(users.id, ids)))
        .returning({ id: users.id })
      await nowAre(rows, 'inactive')
    },

    async reactivate(id: string): Promise<void> {
      const rows = await tx
        .update(users)
        .set({ status: 'active', deactivatedAt: null, deactivationReason: null })
        .where(one(id))
        .returning({ id: users.id })
      await nowAre(rows, 'active')
    },

    /** Their memberships end; what remains names nobody. @param by who deletes them */
    remove: (id: string, by: string | null): Promise<void> => removeWith([id], { via: 'person_deleted', by }),

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
