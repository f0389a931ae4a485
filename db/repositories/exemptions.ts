import { and, eq, gt, sql } from 'drizzle-orm'
import { secondFactorExemptions, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'

/** Who need not have a second factor for a while. */
export function exemptionsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(secondFactorExemptions.companyId, companyId)

  return {
    /** Takes the place of one that is there. */
    async grant(exemption: { userId: string; reason: string; until: Date; grantedBy: string }): Promise<void> {
      const { userId: _, ...terms } = exemption
      await tx
        .insert(secondFactorExemptions)
        .values({ ...exemption, companyId })
        .onConflictDoUpdate({
          target: [secondFactorExemptions.companyId, secondFactorExemptions.userId],
          set: { ...terms, createdAt: sql`excluded.created_at` },
        })
    },

    /** @throws AppError `not_found` when there is none. */
    async end(userId: string): Promise<void> {
      const ended = await tx
        .delete(secondFactorExemptions)
        .where(and(ours, eq(secondFactorExemptions.userId, userId)))
        .returning({ userId: secondFactorExemptions.userId })
      if (!ended.length) throw notFound('Exception')
    },

    /** Those that hold at present, the first to end first. To nest. */
    current: () =>
      tx
        .select({
          userId: users.id,
          name: users.name,
          reason: secondFactorExemptions.reason,
          until: secondFactorExemptions.until,
        })
        .from(secondFactorExemptions)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, secondFactorExemptions.userId)))
        .where(and(ours, gt(secondFactorExemptions.until, sql`now()`)))
        .orderBy(secondFactorExemptions.until, users.nameKey)
        .limit(100),
  }
}
