import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { passwordResets, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

type NewReset = Pick<typeof passwordResets.$inferInsert, 'userId' | 'tokenHash' | 'requestedBy' | 'expiresAt'>

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

    async insert(reset: NewReset): Promise<void> {
      await tx.insert(passwordResets).values({ ...reset, companyId })
    },

    /** How many links a person was sent within the last hour, whoever asked for them. */
    async countOfLastHour(userId: string): Promise<number> {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(passwordResets)
        .where(
          and(ours, eq(passwordResets.userId, userId), gt(passwordResets.createdAt, sql`now() - interval '1 hour'`)),
        )
      return row?.count ?? 0
    },

    /** Whom a link lets choose a new password; undefined when it is used, overtaken, expired or never was, or its person is not active. */
    async personOf(tokenHash: string) {
      const [person] = await tx
        .select({ userId: users.id, name: users.name, email: users.email })
        .from(passwordResets)
        .innerJoin(
          users,
          and(eq(users.companyId, companyId), eq(users.id, passwordResets.userId), eq(users.status, 'active')),
        )
        .where(and(live, eq(passwordResets.tokenHash, tokenHash)))
      return person
    },

    /** Uses a link up; true for exactly one of all who try. */
    async use(tokenHash: string): Promise<boolean> {
      const used = await tx
        .update(passwordResets)
        .set({ endedAt: sql`now()` })
        .where(and(live, eq(passwordResets.tokenHash, tokenHash)))
        .returning({ id: passwordResets.id })
      return used.length > 0
    },

    /** Ends every link of a person that is still good; returns how many. */
    async endAllOf(userId: string): Promise<number> {
      return (await endAllOfMany([userId])).length
    },
  }
}
