import { and, desc, eq, notInArray } from 'drizzle-orm'
import { passwordHistory } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** As many as a policy can ask for. */
const KEPT = 24

export function passwordHistoryIn({ companyId, tx }: CompanyScope) {
  const of = (userId: string) => and(eq(passwordHistory.companyId, companyId), eq(passwordHistory.userId, userId))

  const latest = (userId: string, count: number) =>
    tx
      .select({ id: passwordHistory.id, passwordHash: passwordHistory.passwordHash })
      .from(passwordHistory)
      .where(of(userId))
      .orderBy(desc(passwordHistory.createdAt), desc(passwordHistory.id))
      .limit(count)

  return {
    /** Hashes of the latest passwords, the present one first. */
    latest,

    /** Remembers a password that was set, and forgets those that no policy asks for. */
    async add(userId: string, passwordHash: string): Promise<void> {
      await tx.insert(passwordHistory).values({ companyId, userId, passwordHash })
      const kept = (await latest(userId, KEPT)).map(row => row.id)
      await tx.delete(passwordHistory).where(and(of(userId), notInArray(passwordHistory.id, kept)))
    },
  }
}
