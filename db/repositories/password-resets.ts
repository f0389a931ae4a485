import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { passwordResets } from '../schema'
import type { CompanyScope } from '../scope'

export function passwordResetsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(passwordResets.companyId, companyId)
  const live = and(ours, isNull(passwordResets.endedAt), gt(passwordResets.expiresAt, sql`now()`))

  /** Ends every link of these people that is still good; returns whose, once for each link. */
  const endAllOfMany = async (userIds: string[]): Promise<string[]> => {
    if (!userIds.length) return []
    const ended = await tx
      .update(passwordResets)
      .set({ endedAt: sql`now()` })
      .where(and(live, inArray(passwordResets.userId, userIds)))
      .returning({ userId: passwordResets.userId })
    return ended.map(row => row.userId)
  }

  return {
    endAllOfMany,

    /** Ends every link of a person that is still good; returns how many. */
    async endAllOf(userId: string): Promise<number> {
      return (await endAllOfMany([userId])).length
    },
  }
}
