import { and, desc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { isLive } from '@/db/security'
import { notFound } from '@/lib/kernel/errors'

type NewSession = Pick<
  typeof sessions.$inferInsert,
  | 'userId'
  | 'tokenHash'
  | 'expiresAt'
  | 'ip'
  | 'userAgent'
  | 'method'
  | 'pending'
  | 'secondFactorAt'
  | 'trustedDevice'
  | 'steppedUpAt'
  | 'deviceId'
>

/** That a person has at the same time; of more, those used longest ago end. A list of them shows them all. */
export const MOST_SESSIONS = 50

/** How many go with each new one, ninety days after they were over: more than come. */
const SWEPT = 100

export function sessionsIn({ companyId, tx }: CompanyScope) {
  const ours = eq(sessions.companyId, companyId)
  const live = and(ours, isLive(companyId))

  const end = (condition = live) =>
    tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(condition)
      .returning({ id: sessions.id })

  return {
    /** Those that were over long ago go with each new one. Returns also which ended because there would be too many. */
    async insert(session: NewSession): Promise<{ id: string; ended: string[] }> {
      await tx.execute(sql`
        delete from sessions where company_id = ${companyId} and id in (
          select id from sessions where company_id = ${companyId} and user_id = ${session.userId}
            and last_seen_at < now() - interval '90 days' and least(ended_at, expires_at) < now() - interval '90 days'
          order by last_seen_at limit ${SWEPT} for update skip locked)`)
      // Half sign-ins end nobody's session: they are over by themselves within minutes.
      const whole = and(live, eq(sessions.userId, session.userId), eq(sessions.pending, false))
      const kept = tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(whole)
        .orderBy(desc(sessions.lastSeenAt))
        .limit(session.pending ? MOST_SESSIONS : MOST_SESSIONS - 1)
      const ended = await end(and(whole, notInArray(sessions.id, kept)))
      const [made] = await tx
        .insert(sessions)
        .values({ ...session, companyId })
        .returning({ id: sessions.id })
      return { id: made!.id, ended: ended.map(row => row.id) }
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
          method: sessions.method,
          secondFactorAt: sessions.secondFactorAt,
        })
        .from(sessions)
        .where(and(live, eq(sessions.userId, userId), eq(sessions.pending, false)))
        .orderBy(desc(sessions.lastSeenAt))
        .limit(MOST_SESSIONS)
    },

    /**
     * The same session under another token, as after every proof of who one is; the former token is dead
     * [OWASP ASVS 7.2.4]. @throws AppError `not_found` when it ended meanwhile.
     */
    async rotate(sessionId: string, change: Partial<NewSession> & { tokenHash: string }): Promise<void> {
      const rows = await tx
        .update(sessions)
        .set(change)
        .where(and(live, eq(sessions.id, sessionId)))
        .returning({ id: sessions.id })
      if (!rows.length) throw notFound('Session')
    },

    /** Ends one session of a person. @throws AppError `not_found` when it is not theirs or already over. */
    async endOne(userId: string, sessionId: string): Promise<void> {
      const ended = await end(and(live, eq(sessions.userId, userId), eq(sessions.id, sessionId)))
      if (!ended.length) throw notFound('Session')
    },

    /** Ends the session that a browser holds, whoever's it is; undefined where it is over already. */
    async endByToken(tokenHash: string): Promise<{ id: string; userId: string } | undefined> {
      const [ended] = await tx
        .update(sessions)
        .set({ endedAt: sql`now()` })
        .where(and(live, eq(sessions.tokenHash, tokenHash)))
        .returning({ id: sessions.id, userId: sessions.userId })
      return ended
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
      tx
        .select({ count: sql<number>`count(*)::int`.as('count') })
        .from(sessions)
        .where(and(live, eq(sessions.userId, userId))),
  }
}
