import { and, eq, sql } from 'drizzle-orm'
import { passkeys } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, notFound } from '@/lib/kernel/errors'

type NewPasskey = Pick<
  typeof passkeys.$inferInsert,
  'userId' | 'name' | 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'backedUp'
>

export function passkeysIn({ companyId, tx }: CompanyScope) {
  const ours = eq(passkeys.companyId, companyId)
  const own = (userId: string, id: string) => and(ours, eq(passkeys.userId, userId), eq(passkeys.id, id))

  return {
    /** Those of a person, the first made first; to run or to nest. */
    of(userId: string) {
      return tx
        .select({
          id: passkeys.id,
          name: passkeys.name,
          backedUp: passkeys.backedUp,
          createdAt: passkeys.createdAt,
          lastUsedAt: passkeys.lastUsedAt,
          version: passkeys.version,
        })
        .from(passkeys)
        .where(and(ours, eq(passkeys.userId, userId)))
        .orderBy(passkeys.createdAt, passkeys.id)
        .limit(50)
    },

    /** What a browser needs to find a person's passkeys again. */
    async credentialsOf(userId: string): Promise<{ id: string; transports: string[] }[]> {
      return tx
        .select({ id: passkeys.credentialId, transports: passkeys.transports })
        .from(passkeys)
        .where(and(ours, eq(passkeys.userId, userId)))
        .orderBy(passkeys.createdAt)
        .limit(50)
    },

    async byCredential(credentialId: string) {
      const [found] = await tx
        .select({
          id: passkeys.id,
          userId: passkeys.userId,
          credentialId: passkeys.credentialId,
          publicKey: passkeys.publicKey,
          counter: passkeys.counter,
        })
        .from(passkeys)
        .where(and(ours, eq(passkeys.credentialId, credentialId)))
      return found
    },

    /** @throws AppError `conflict` when somebody in the company has it already. */
    async insert(passkey: NewPasskey): Promise<{ id: string }> {
      const [made] = await tx
        .insert(passkeys)
        .values({ ...passkey, companyId })
        .onConflictDoNothing()
        .returning({ id: passkeys.id })
      if (!made)
        throw new AppError('conflict', 'This passkey has already been added. Use another device or security key.')
      return made
    },

    /**
     * Notes that a passkey was used. False when its counter did not rise, as with a copy, or when it is gone: those that
     * count nothing stay at zero [WebAuthn Level 3 section 6.1.1].
     */
    async used(id: string, { counter, backedUp }: { counter: number; backedUp: boolean }): Promise<boolean> {
      const rose = sql`(${passkeys.counter} < ${counter} or (${passkeys.counter} = 0 and ${counter} = 0))`
      const rows = await tx
        .update(passkeys)
        .set({ counter, backedUp, lastUsedAt: sql`now()` })
        .where(and(ours, eq(passkeys.id, id), rose))
        .returning({ id: passkeys.id })
      return rows.length > 0
    },

    /** Held until the transaction ends. @throws AppError `not_found` when it is not theirs. */
    async findForUpdate(userId: string, id: string) {
      const [found] = await tx
        .select({ name: passkeys.name, ...versionOf(passkeys) })
        .from(passkeys)
        .where(own(userId, id))
        .for('update')
      if (!found) throw notFound('Passkey')
      return found
    },

    /** @returns the new version; undefined where somebody came first. */
    async rename(userId: string, id: string, name: string, edit: Edit): Promise<number | undefined> {
      const [made] = await tx
        .update(passkeys)
        .set({ name, ...nextVersion(passkeys, edit) })
        .where(and(own(userId, id), isVersion(passkeys, edit)))
        .returning({ version: passkeys.version })
      return made?.version
    },

    /** @throws AppError `not_found` when it is not theirs. @returns whether they have others. */
    async remove(userId: string, id: string): Promise<{ others: boolean }> {
      const rows = await tx.delete(passkeys).where(own(userId, id)).returning({ id: passkeys.id })
      if (!rows.length) throw notFound('Passkey')
      return { others: (await tx.$count(passkeys, and(ours, eq(passkeys.userId, userId)))) > 0 }
    },
  }
}
