import { and, desc, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { challenges, type ChallengePurpose } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

interface Question {
  purpose: ChallengePurpose
  userId: string | null
  browserHash: string
  /** Empty where the answer is made later, and nothing is right before. */
  expected: string
  expiresAt: Date
}

/** How many that are over go with each new one: more than come. */
const SWEPT = 100

export function challengesIn({ companyId, exists, tx }: CompanyScope) {
  const ours = eq(challenges.companyId, companyId)
  const open = and(ours, isNull(challenges.endedAt), gt(challenges.expiresAt, sql`now()`))
  const of = (browserHash: string, purpose: ChallengePurpose) =>
    and(open, eq(challenges.browserHash, browserHash), eq(challenges.purpose, purpose))

  return {
    /**
     * Asks a browser; what it was asked before for the same purpose is void. In a company that does not exist nothing
     * is kept. @returns the id
     */
    async ask({ purpose, userId, browserHash, expected, expiresAt }: Question): Promise<string | undefined> {
      await tx.execute(sql`
        delete from challenges where company_id = ${companyId} and id in (
          select id from challenges where company_id = ${companyId} and expires_at < now() order by expires_at limit ${SWEPT} for update skip locked)`)
      const [asked] = exists
        ? await tx
            .insert(challenges)
            .values({ companyId, purpose, userId, browserHash, expected, expiresAt })
            .onConflictDoUpdate({
              target: [challenges.companyId, challenges.browserHash, challenges.purpose],
              set: { userId, expected, expiresAt, tries: 0, createdAt: sql`excluded.created_at`, endedAt: null },
            })
            .returning({ id: challenges.id })
        : await tx.select({ id: challenges.id }).from(challenges).where(of(browserHash, purpose))
      return asked?.id
    },

    /** Ends a question with its one answer, right or wrong, and says what was expected; undefined when there is none. */
    async take(purpose: ChallengePurpose, browserHash: string) {
      const [taken] = await tx
        .update(challenges)
        .set({ endedAt: sql`now()` })
        .where(of(browserHash, purpose))
        .returning({ expected: challenges.expected, userId: challenges.userId })
      return taken
    },

    /** Counts a try before the answer is looked at; undefined when there is no question, or it was tried too often. */
    async countTry(purpose: ChallengePurpose, browserHash: string, most: number) {
      const [tried] = await tx
        .update(challenges)
        .set({ tries: sql`${challenges.tries} + 1` })
        .where(and(of(browserHash, purpose), lt(challenges.tries, most), ne(challenges.expected, '')))
        .returning({ id: challenges.id, userId: challenges.userId, expected: challenges.expected })
      return tried
    },

    /** Ends a question; false when it had ended. */
    async end(id: string): Promise<boolean> {
      const ended = await tx
        .update(challenges)
        .set({ endedAt: sql`now()` })
        .where(and(open, eq(challenges.id, id)))
        .returning({ id: challenges.id })
      return ended.length > 0
    },

    /** Ends every other question to a person, whatever browser it was asked in. */
    async endOthers(purpose: ChallengePurpose, userId: string, exceptId: string): Promise<void> {
      await tx
        .update(challenges)
        .set({ endedAt: sql`now()` })
        .where(and(open, eq(challenges.userId, userId), eq(challenges.purpose, purpose), ne(challenges.id, exceptId)))
    },

    /** Whom a question is for that waits for its answer to be made; undefined when it does not, or is for nobody. */
    async waiting(id: string): Promise<string | undefined> {
      const [found] = await tx
        .select({ userId: challenges.userId })
        .from(challenges)
        .where(and(open, eq(challenges.id, id), eq(challenges.expected, '')))
      return found?.userId ?? undefined
    },

    /** Which of the questions to a person was asked last. */
    async latestOf(purpose: ChallengePurpose, userId: string): Promise<string | undefined> {
      const [latest] = await tx
        .select({ id: challenges.id })
        .from(challenges)
        .where(and(open, eq(challenges.userId, userId), eq(challenges.purpose, purpose)))
        .orderBy(desc(challenges.createdAt), desc(challenges.id))
        .limit(1)
      return latest?.id
    },

    /** What will be right from now on, once; undefined when that was said before. */
    async expect(id: string, expected: string): Promise<{ expiresAt: Date } | undefined> {
      const [asked] = await tx
        .update(challenges)
        .set({ expected })
        .where(and(open, eq(challenges.id, id), eq(challenges.expected, '')))
        .returning({ expiresAt: challenges.expiresAt })
      return asked
    },

    /** Whom a browser's question is for. */
    async personOf(purpose: ChallengePurpose, browserHash: string): Promise<string | undefined> {
      const [found] = await tx.select({ userId: challenges.userId }).from(challenges).where(of(browserHash, purpose))
      return found?.userId ?? undefined
    },

    /** Ends every mailed code of these people; whose, once for each. */
    async endCodesOfMany(userIds: string[]): Promise<string[]> {
      if (!userIds.length) return []
      const ended = await tx
        .update(challenges)
        .set({ endedAt: sql`now()` })
        .where(and(open, eq(challenges.purpose, 'email_code'), inArray(challenges.userId, userIds)))
        .returning({ userId: challenges.userId })
      return ended.flatMap(({ userId }) => userId ?? [])
    },
  }
}
