import { and, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import { notFound } from '../../lib/errors'
import { SESSION_IDLE_MINUTES, sessions } from '../schema'
import type { CompanyScope } from '../scope'

type NewSession = Pick<typeof sessions.$inferInsert, 'userId' | 'tokenHash' | 'expiresAt' | 'ip' | 'userAgent'>

export function sessionsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(sessions.companyId, companyId)
  const idle = sql`now() - make_interval(mins => ${SESSION_IDLE_MINUTES})`
  const live = and(ours, isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`), gt(sessions.lastSeenAt, idle))

  const end = (condition = live) =>
    tx.update(sessions).set({ endedAt: sql`now()` }).where(condition).returning({ id: sessions.id })

  return {
    async insert(session: NewSession): Promise<{ id: string }> {
      const [made] = await tx.insert(sessions).values({ ...session, companyId }).returning({ id: sessions.id })
      return made!
    },

    /** Those that still open something, the most recently used first; to run or to nest. */
    liveOf(userId: string) {
      return tx
        .select({
          id: sessions.id,
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          ip: sessions.ip,
          userAgent: sessions.userAgent,
        })
        .from(sessions)
        .where(and(live, eq(sessions.userId, userId)))
        .orderBy(desc(sessions.lastSeenAt))
        .limit(50)
    },

    /** Ends one session of a person. @throws AppError `not_found` when it is not theirs or already over. */
    async endOne(userId: string, sessionId: string): Promise<void> {
      const ended = await end(and(live, eq(sessions.userId, userId), eq(sessions.id, sessionId)))
      if (!ended.length) throw notFound('Session')
    },

    /** Ends all sessions of a person, except one where given; returns how many. */
    async endAll(userId: string, exceptSessionId?: string): Promise<number> {
      const others = exceptSessionId ? ne(sessions.id, exceptSessionId) : undefined
      return (await end(and(live, eq(sessions.userId, userId), others))).length
    },

    /** Ends all sessions of these people; returns whose, once for each session. */
    async endAllOfMany(userIds: string[]): Promise<string[]> {
      if (!userIds.length) return []
      const ended = await tx
        .update(sessions)
        .set({ endedAt: sql`now()` })
        .where(and(live, inArray(sessions.userId, userIds)))
        .returning({ userId: sessions.userId })
      return ended.map(row => row.userId)
    },

    /** How many a person has that still open something, as a list of one; to nest. */
    liveCountOf: (userId: string) =>
      tx.select({ count: sql<number>`count(*)::int`.as('count') }).from(sessions).where(and(live, eq(sessions.userId, userId))),
  }
}
