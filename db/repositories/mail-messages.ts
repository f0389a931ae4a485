import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { notFound } from '../../lib/errors'
import { keyset, type Cursor } from '../keyset'
import { mailMessages, type MailState } from '../schema'
import type { CompanyScope } from '../scope'

type NewMail = Pick<typeof mailMessages.$inferInsert, 'id' | 'userId' | 'template' | 'toAddress' | 'toName' | 'sealedContent'>

/** A worker that was killed says nothing; after this long another may take its mail up. Longer than a try can last. */
const CLAIM = '2 minutes'

export function mailMessagesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(mailMessages.companyId, companyId)
  const one = (id: string) => and(ours, eq(mailMessages.id, id))

  const columns = {
    id: mailMessages.id,
    userId: mailMessages.userId,
    template: mailMessages.template,
    toAddress: mailMessages.toAddress,
    toName: mailMessages.toName,
    state: mailMessages.state,
    attempts: mailMessages.attempts,
    lastError: mailMessages.lastError,
    createdAt: mailMessages.createdAt,
    nextAttemptAt: mailMessages.nextAttemptAt,
    settledAt: mailMessages.settledAt,
  }

  /** Its content is not needed any more, and the secrets in it should not stay. */
  const settle = async (id: string, state: MailState, lastError: string | null): Promise<void> => {
    await tx
      .update(mailMessages)
      .set({ state, lastError, settledAt: sql`now()`, nextAttemptAt: null, claimedAt: null, sealedContent: null })
      .where(one(id))
  }

  return {
    async insert(mail: NewMail): Promise<void> {
      await tx.insert(mailMessages).values({ ...mail, companyId })
    },

    async insertMany(mails: NewMail[]): Promise<void> {
      if (mails.length) await tx.insert(mailMessages).values(mails.map(mail => ({ ...mail, companyId })))
    },

    /** Ids of those that wait for their first try, in their order, beyond one of them where given. */
    async queuedAfter(id: string | undefined, limit: number): Promise<string[]> {
      const rows = await tx
        .select({ id: mailMessages.id })
        .from(mailMessages)
        .where(and(ours, eq(mailMessages.state, 'queued'), id ? gt(mailMessages.id, id) : undefined))
        .orderBy(mailMessages.id)
        .limit(limit)
      return rows.map(row => row.id)
    },

    /**
     * Takes it up for one try; undefined when it is settled, gone, or in another worker's hands.
     * @param takeOver also from a worker of which is known that it does nothing more
     */
    async claim(id: string, { takeOver = false } = {}) {
      const [mail] = await tx
        .update(mailMessages)
        .set({ state: 'sending', claimedAt: sql`now()`, attempts: sql`${mailMessages.attempts} + 1` })
        .where(
          and(
            one(id),
            sql`(${mailMessages.state} in ('queued', 'delayed') or (${mailMessages.state} = 'sending' and (${takeOver} or ${mailMessages.claimedAt} < now() - ${CLAIM}::interval)))`,
          ),
        )
        .returning({ ...columns, sealedContent: mailMessages.sealedContent })
      return mail
    },

    /** Whether it is in some worker's hands. */
    async isClaimed(id: string): Promise<boolean> {
      const rows = await tx.select({ id: mailMessages.id }).from(mailMessages).where(and(one(id), eq(mailMessages.state, 'sending')))
      return rows.length > 0
    },

    settle,

    /** A try that did not succeed, and when the next one is. */
    async delay(id: string, words: string, nextAttemptAt: Date): Promise<void> {
      await tx.update(mailMessages).set({ state: 'delayed', lastError: words, nextAttemptAt, claimedAt: null }).where(one(id))
    },

    /** @throws AppError `not_found`, alike for another company's id and one that never existed. */
    async findForUpdate(id: string) {
      const [mail] = await tx.select(columns).from(mailMessages).where(one(id)).for('update')
      if (!mail) throw notFound('Mail')
      return mail
    },

    /** The next try of a delayed mail is due. */
    async hasten(id: string): Promise<void> {
      await tx.update(mailMessages).set({ nextAttemptAt: sql`now()` }).where(and(one(id), eq(mailMessages.state, 'delayed')))
    },

    /** Takes back what has not been sent yet. */
    async withdraw(...ids: string[]): Promise<void> {
      await tx
        .update(mailMessages)
        .set({ state: 'failed', lastError: 'Withdrawn before it was sent.', settledAt: sql`now()`, nextAttemptAt: null, sealedContent: null })
        .where(and(ours, inArray(mailMessages.id, ids), inArray(mailMessages.state, ['queued', 'delayed'])))
    },

    /** As a list of one or none, to nest. */
    one: (id: string) => tx.select(columns).from(mailMessages).where(one(id)),

    /** The newest first; one more than `limit`. To run or to nest. */
    list(filter: { states?: readonly MailState[] }, cursor: Cursor | undefined, limit: number) {
      const { where, orderBy } = keyset({ key: mailMessages.createdAt, id: mailMessages.id, descending: true, cursor })
      return tx
        .select(columns)
        .from(mailMessages)
        .where(and(ours, filter.states && inArray(mailMessages.state, [...filter.states]), where))
        .orderBy(...orderBy)
        .limit(limit + 1)
    },

    /** How many are in which state, of those of the last 30 days; to nest. */
    counts() {
      return tx
        .select({ state: mailMessages.state, count: sql<number>`count(*)::int`.as('count') })
        .from(mailMessages)
        .where(and(ours, sql`${mailMessages.createdAt} > now() - interval '30 days'`))
        .groupBy(mailMessages.state)
    },

    /** The latest one that waits for its next try, with the server's words at the last; to nest. */
    lastDelayed: () => tx.select(columns).from(mailMessages).where(and(ours, eq(mailMessages.state, 'delayed'))).orderBy(desc(mailMessages.createdAt)).limit(1),

    /** The one that has waited longest for its first try; to nest. */
    longestQueued: () => tx.select(columns).from(mailMessages).where(and(ours, eq(mailMessages.state, 'queued'))).orderBy(mailMessages.createdAt).limit(1),

    /** The latest test mail to a person; to nest. */
    lastTestTo: (userId: string) =>
      tx
        .select(columns)
        .from(mailMessages)
        .where(and(ours, eq(mailMessages.userId, userId), eq(mailMessages.template, 'test')))
        .orderBy(desc(mailMessages.createdAt))
        .limit(1),
  }
}
