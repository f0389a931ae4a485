import { and, eq, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { passkeys, recoveryCodes, totpFactors, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

export function factorsIn({ companyId, tx }: CompanyScope) {
  const appOf = (userId: string) => and(eq(totpFactors.companyId, companyId), eq(totpFactors.userId, userId))
  const codesOf = (userId: string) => and(eq(recoveryCodes.companyId, companyId), eq(recoveryCodes.userId, userId))
  const unused = (userId: string) => and(codesOf(userId), isNull(recoveryCodes.usedAt))

  const removeApp = async (userId: string): Promise<boolean> =>
    (await tx.delete(totpFactors).where(appOf(userId)).returning({ userId: totpFactors.userId })).length > 0

  return {
    /** Whether there was one. */
    removeApp,

    /** What a person has to show as a second factor, as a list of one; to nest. */
    overview(userId: string) {
      return tx
        .select({
          appSince: totpFactors.confirmedAt,
          appUsedAt: totpFactors.lastUsedAt,
          passkeys:
            sql<number>`(select count(*)::int from ${passkeys} where ${passkeys.companyId} = ${companyId} and ${passkeys.userId} = ${userId})`.as(
              'passkeys',
            ),
          codesLeft: sql<number>`(select count(*)::int from ${recoveryCodes} where ${unused(userId)})`.as('codes_left'),
        })
        .from(users)
        .leftJoin(
          totpFactors,
          and(
            eq(totpFactors.companyId, companyId),
            eq(totpFactors.userId, users.id),
            sql`${totpFactors.confirmedAt} is not null`,
          ),
        )
        .where(and(eq(users.companyId, companyId), eq(users.id, userId)))
    },

    /** The authenticator app of a person; undefined when there is none. */
    async app(userId: string) {
      const [app] = await tx
        .select({ sealedSecret: totpFactors.sealedSecret })
        .from(totpFactors)
        .where(and(appOf(userId), sql`${totpFactors.confirmedAt} is not null`))
      return app
    },

    async hasPasskey(userId: string): Promise<boolean> {
      const found = await tx
        .select({ one: sql`1` })
        .from(passkeys)
        .where(and(eq(passkeys.companyId, companyId), eq(passkeys.userId, userId)))
        .limit(1)
      return found.length > 0
    },

    /**
     * Keeps the app whose first code was of `step`, in place of a former one. False when the same key is kept already
     * and has seen a code of that step: of many at once, one.
     */
    async keepApp(userId: string, sealedSecret: string, step: number): Promise<boolean> {
      const now = sql`now()`
      const kept = await tx
        .insert(totpFactors)
        .values({ companyId, userId, sealedSecret, lastStep: step, createdAt: now, confirmedAt: now, lastUsedAt: now })
        .onConflictDoUpdate({
          target: [totpFactors.companyId, totpFactors.userId],
          set: {
            sealedSecret,
            lastStep: step,
            createdAt: sql`excluded.created_at`,
            confirmedAt: sql`excluded.confirmed_at`,
            lastUsedAt: sql`excluded.last_used_at`,
          },
          setWhere: or(ne(totpFactors.sealedSecret, sealedSecret), lt(totpFactors.lastStep, step)),
        })
        .returning({ userId: totpFactors.userId })
      return kept.length > 0
    },

    /** Accepts a code's time step, each once [RFC 6238 section 5.2]; false when it, or a later one, was used before. */
    async acceptStep(userId: string, step: number): Promise<boolean> {
      const accepted = await tx
        .update(totpFactors)
        .set({ lastStep: step, lastUsedAt: sql`now()` })
        .where(and(appOf(userId), sql`${totpFactors.confirmedAt} is not null`, lt(totpFactors.lastStep, step)))
        .returning({ userId: totpFactors.userId })
      return accepted.length > 0
    },

    /** Uses up a recovery code; false when there is none like it, or it was used before. */
    async spendCode(userId: string, codeHash: string): Promise<boolean> {
      const spent = await tx
        .update(recoveryCodes)
        .set({ usedAt: sql`now()` })
        .where(and(unused(userId), eq(recoveryCodes.codeHash, codeHash)))
        .returning({ id: recoveryCodes.id })
      return spent.length > 0
    },

    async codesLeft(userId: string): Promise<number> {
      return tx.$count(recoveryCodes, unused(userId))
    },

    /** New codes in place of all former ones. */
    async replaceCodes(userId: string, codeHashes: string[]): Promise<void> {
      await tx.delete(recoveryCodes).where(codesOf(userId))
      if (codeHashes.length)
        await tx.insert(recoveryCodes).values(codeHashes.map(codeHash => ({ companyId, userId, codeHash })))
    },

    /** Everything a person could show, passkeys too; whether there was any. */
    async removeAll(userId: string): Promise<boolean> {
      const keys = await tx
        .delete(passkeys)
        .where(and(eq(passkeys.companyId, companyId), eq(passkeys.userId, userId)))
        .returning({ id: passkeys.id })
      const codes = await tx.delete(recoveryCodes).where(codesOf(userId)).returning({ id: recoveryCodes.id })
      const app = await removeApp(userId)
      return app || keys.length + codes.length > 0
    },
  }
}
