import { and, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { changeTime, closeHoldings, type HoldingEnding } from '@/db/change-holdings'
import { beginDatedRows, changeDatedRows, endDatedRows } from '@/db/dated-rows'
import { insertRows } from '@/db/insert-rows'
import { emailChanges, users, type UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { columnsOfUser } from '@/db/user-columns'
import { addUserWords, removeUserWords, replaceUserWords } from '@/db/user-words'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, notFound } from '@/lib/kernel/errors'
import { addressKey, keysOf, nameKey } from '@/lib/kernel/fold'

export function usersIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(users.companyId, companyId)
  const one = (id: string) => and(ours, eq(users.id, id))

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
   * By the names that they had before they are found in the audit log; by a former address by nobody.
   * @returns the new version; undefined where somebody came first
   */
  const changeDetails = async (
    id: string,
    change: { name?: string; title?: string | null; email?: string },
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
      .set({
        ...change,
        ...(change.name !== undefined && { nameKey: nameKey(change.name) }),
        ...(change.email !== undefined && { emailKey: addressKey(change.email) }),
        ...nextVersion(users, edit),
      })
      .where(and(one(id), isVersion(users, edit)))
      .returning({ version: users.version })
    if (!made) return undefined
    const now = { ...before, ...change }
    if (now.name === before.name && now.title === before.title && now.email === before.email) return made.version
    await replaceUserWords(scope, before, { id, ...now })
    return made.version
  }

  const keysOfAddresses = (emails: readonly string[]) =>
    sql.param(emails.flatMap(email => keysOf(addressKey(email), email)))

  /** Whose address one of these was until lately, as long as that mailbox may object to the change. */
  const leftLately = (emails: readonly string[]) =>
    and(
      eq(emailChanges.companyId, companyId),
      sql`${emailChanges.fromKey} = any(${keysOfAddresses(emails)}::text[])`,
      isNotNull(emailChanges.effectiveAt),
      isNull(emailChanges.objectedAt),
      gt(emailChanges.objectableUntil, sql`now()`),
    )

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
    /** @throws AppError `not_found`, alike for another company's id and one that never existed. */
    find: (id: string) => mustExist(tx.select(columnsOfUser).from(users).where(one(id))),

    /** Undefined when they are gone. */
    async nameOf(id: string): Promise<string | undefined> {
      const [user] = await tx.select({ name: users.name }).from(users).where(one(id))
      return user?.name
    },

    /** As a list of one or none, to nest. */
    one: (id: string) =>
      tx
        .select({ ...columnsOfUser, deactivationReason: users.deactivationReason })
        .from(users)
        .where(one(id)),

    /** The same, held until the transaction ends, for changes that depend on what is there. */
    findForUpdate: (id: string) =>
      mustExist(
        tx
          .select({ ...columnsOfUser, ...versionOf(users) })
          .from(users)
          .where(one(id))
          .for('update'),
      ),

    /** Whether somebody may sign in, held likewise; undefined when they are gone. */
    async statusForUpdate(id: string): Promise<UserStatus | undefined> {
      const [user] = await tx.select({ status: users.status }).from(users).where(one(id)).for('update')
      return user?.status
    },

    /** @throws AppError `conflict` when the email is taken in this company. */
    async insert(user: Omit<typeof users.$inferInsert, 'companyId' | 'nameKey' | 'emailKey'>) {
      const [made] = await tx.insert(users).values(withKeys(user)).onConflictDoNothing().returning(columnsOfUser)
      if (!made) throw new AppError('conflict', 'Somebody in this company already has this email address.')
      await beginDatedRows(scope, 'userStatus', [made], await changeTime(scope))
      await addUserWords(scope, [made])
      return made
    },

    /** Invited users; returns those that were made, whose address was free. */
    async insertInvited(people: { email: string; name: string; title?: string | null }[]) {
      if (!people.length) return []
      const left = await tx
        .select({ key: emailChanges.fromKey })
        .from(emailChanges)
        .where(leftLately(people.map(({ email }) => email)))
      const kept = new Set(left.map(({ key }) => key))
      const free = people.filter(({ email }) => !kept.has(addressKey(email)))
      if (!free.length) return []
      const status = 'invited' as const
      const rows = free.map(({ email, name, title }) => withKeys({ email, name, title: title || null, status }))
      const made = await tx.execute<{ id: string; email: string; name: string; title: string | null }>(
        insertRows(users, rows, 'on conflict do nothing returning id, email, name, title'),
      )
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

    /**
     * Status of those of these addresses that are here already; of two who had one address from before, the one with the usual
     * key first. An address that somebody left lately is theirs still.
     */
    async byEmails(emails: string[]) {
      if (!emails.length) return []
      const present = await tx
        .select({ id: users.id, email: users.email, name: users.name, status: users.status })
        .from(users)
        .where(and(ours, sql`${users.emailKey} = any(${keysOfAddresses(emails)}::text[])`))
        .orderBy(users.emailKey)
      const former = await tx
        .select({ id: users.id, email: emailChanges.fromEmail, name: users.name, status: users.status })
        .from(emailChanges)
        .innerJoin(users, and(ours, eq(users.id, emailChanges.userId)))
        .where(leftLately(emails))
      return [...present, ...former]
    },

    /** Whether this address is somebody else's, or was until lately and could be again. */
    async isAddressOfOther(id: string, email: string): Promise<boolean> {
      return (await this.byEmails([email])).some(person => person.id !== id)
    },

    /** An invited person becomes active, with what they chose; false when they are not invited any more. */
    async activate(id: string, { name, passwordHash }: { name: string; passwordHash: string }): Promise<boolean> {
      const rows = await tx
        .update(users)
        .set({ status: 'active', passwordHash, passwordChangedAt: sql`now()`, activatedAt: sql`now()` })
        .where(and(one(id), eq(users.status, 'invited')))
        .returning({ id: users.id })
      await nowAre(rows, 'active')
      if (rows.length) await changeDetails(id, { name }, { by: id })
      return rows.length > 0
    },

    /** @returns the new version; undefined where somebody came first. */
    update: (id: string, details: { name: string; title?: string | null }, edit: Edit) =>
      changeDetails(id, details, edit),

    /**
     * Another address, which must be free (`isAddressOfOther`), under the lock of the company's administrators.
     * @returns the new version; undefined where somebody came first
     */
    changeEmail: (id: string, email: string, edit: Edit) => changeDetails(id, { email }, edit),

    /** Somebody who is invited, likewise. */
    correct: (id: string, details: { name: string; email: string }, edit: Edit) => changeDetails(id, details, edit),

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

    /** Those of them who are inactive. */
    async reactivate(ids: string[]): Promise<void> {
      if (!ids.length) return
      const rows = await tx
        .update(users)
        .set({ status: 'active', deactivatedAt: null, deactivationReason: null })
        .where(and(ours, inArray(users.id, ids), eq(users.status, 'inactive')))
        .returning({ id: users.id })
      await nowAre(rows, 'active')
    },

    /** Their memberships end; what remains names nobody. @param by who deletes them */
    remove: (id: string, by: string | null): Promise<void> => removeWith([id], { via: 'person_deleted', by }),
  }
}
