import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { insertRows } from '@/db/insert-rows'
import { keyset, type Cursor } from '@/db/keyset'
import { mailMessages, mailStates, type MailPriority, type MailState } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { totalOf } from '@/db/total'
import { notFound } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

type NewMail = Pick<
  typeof mailMessages.$inferInsert,
  'id' | 'userId' | 'template' | 'priority' | 'toAddress' | 'toName' | 'sealedContent'
>

/** A worker that was killed says nothing; after this long another may take its mail up. Longer than a try can last. */
const CLAIM = '2 minutes'

/** Longer than a mail whose turn has come stands in the queue; whose job was lost gets another. */
const CALL = '1 hour'

/** Instants are stored in milliseconds: a mail of this very moment may lie ahead of it by a fraction of one. */
const due = sql`next_attempt_at <= statement_timestamp() + interval '1 ms'`

const lately = sql`state in ('sent', 'off') and settled_at > statement_timestamp() - interval '5 minutes'`

/** As the index says it. */
const waiting = sql`state in ('queued', 'delayed') and claimed_at is null`

export function mailMessagesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(mailMessages.companyId, companyId)
  const one = (id: string) => and(ours, eq(mailMessages.id, id))

  const columns = {
    id: mailMessages.id,
    userId: mailMessages.userId,
    template: mailMessages.template,
    priority: mailMessages.priority,
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
    async insertMany(mails: NewMail[]): Promise<void> {
      if (!mails.length) return
      const rows = mails.map(mail => ({ ...mail, companyId, toKey: addressKey(mail.toAddress) }))
      await tx.execute(insertRows(mailMessages, rows))
    },

    /**
     * Takes the next ones whose try is due in hand, as many as are lacking to `atOnce`, and returns their ids. One such call
     * at a time for a company and priority, or two could each think that the other fills the gap: the lock is held to the
     * end of the transaction, and what is asked afterwards sees what was committed before it.
     */
    async call(priority: MailPriority, atOnce: number): Promise<string[]> {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${priority} mail ${companyId}`}, 0))`)
      const alike = and(ours, eq(mailMessages.priority, priority))
      const lost = sql<boolean>`claimed_at < statement_timestamp() - case state when 'sending' then ${CLAIM} else ${CALL} end::interval`
      const inHand = await tx
        .select({ id: mailMessages.id, state: mailMessages.state, lost })
        .from(mailMessages)
        .where(and(alike, sql`claimed_at is not null`))
      // Whoever sends one too long has a job that looks after it (lib/platform/mail/deliver.ts).
      const forgotten = inHand.filter(mail => mail.lost && mail.state !== 'sending').map(({ id }) => id)
      if (forgotten.length)
        await tx
          .update(mailMessages)
          .set({ claimedAt: null })
          .where(and(ours, inArray(mailMessages.id, forgotten)))
      const room = atOnce - inHand.filter(mail => !mail.lost).length
      if (room <= 0) return []
      const next = await tx
        .select({ id: mailMessages.id })
        .from(mailMessages)
        .where(and(alike, waiting, due))
        .orderBy(asc(mailMessages.nextAttemptAt), asc(mailMessages.id))
        .limit(room)
        .for('update', { skipLocked: true })
      const ids = next.map(({ id }) => id)
      if (ids.length)
        await tx
          .update(mailMessages)
          .set({ claimedAt: sql`now()` })
          .where(and(ours, inArray(mailMessages.id, ids)))
      return ids
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

    settle,

    /** A try that did not succeed, and when the next one is. */
    async delay(id: string, words: string, nextAttemptAt: Date): Promise<void> {
      await tx
        .update(mailMessages)
        .set({ state: 'delayed', lastError: words, nextAttemptAt, claimedAt: null })
        .where(one(id))
    },

    /** @throws AppError `not_found`, alike for another company's id and one that never existed. */
    async findForUpdate(id: string) {
      const [mail] = await tx.select(columns).from(mailMessages).where(one(id)).for('update')
      if (!mail) throw notFound('Mail')
      return mail
    },

    /** The next try of a delayed mail is due, before everything that was written after it. */
    async hasten(id: string): Promise<void> {
      await tx
        .update(mailMessages)
        .set({ nextAttemptAt: sql`created_at` })
        .where(and(one(id), eq(mailMessages.state, 'delayed')))
    },

    /** Takes back what has not been sent yet. */
    async withdraw(...ids: string[]): Promise<void> {
      await tx
        .update(mailMessages)
        .set({
          state: 'failed',
          lastError: 'Withdrawn before it was sent.',
          settledAt: sql`now()`,
          nextAttemptAt: null,
          claimedAt: null,
          sealedContent: null,
        })
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

    /** How many there are on all pages of the list; to nest. */
    total: (filter: { states?: readonly MailState[] }): SQL<number> =>
      totalOf(mailMessages, and(ours, filter.states && inArray(mailMessages.state, [...filter.states]))),

    /** How many are in which state, of those of the last 30 days; to nest. */
    counts() {
      return tx
        .select({ state: sql<MailState>`one.state`.as('state'), count: sql<number>`one.count`.as('count') })
        .from(
          sql`unnest(${sql.param([...mailStates])}::text[]) as all_of_them (state) cross join lateral (
            select all_of_them.state, count(*)::int as count from (
              select 1 from mail_messages where company_id = ${companyId} and state = all_of_them.state
                and created_at > now() - interval '30 days' limit ${COUNT_LIMIT}) counted) one`,
        )
        .where(sql`one.count > 0`)
    },

    /**
     * How many of the company's own mails go before those of a page of the list that wait for their turn; to nest.
     * All are numbered at once, as counting for each of the page would read the whole line as often.
     */
    placesOn(filter: { states?: readonly MailState[] }, cursor: Cursor | undefined, limit: number) {
      const numbered = tx
        .select({
          id: mailMessages.id,
          priority: mailMessages.priority,
          ahead: sql<number>`(row_number() over (partition by priority order by next_attempt_at, id) - 1)::int`.as(
            'ahead',
          ),
        })
        .from(mailMessages)
        .where(and(ours, waiting, due))
        .as('numbered')
      const page = this.list(filter, cursor, limit).as('page')
      const inHand = sql`(select count(*)::int from mail_messages h where h.company_id = ${companyId} and h.priority = ${numbered.priority} and h.claimed_at is not null)`
      return (
        tx
          .select({ id: numbered.id, ahead: sql<number>`${numbered.ahead} + ${inHand}`.as('before') })
          .from(numbered)
          // An array is made once; a join is planned for one row and done for each of thousands.
          .where(sql`${numbered.id} = any(array(select id from ${page}))`)
      )
    },

    /**
     * What waits and what has left lately, by priority; to nest. `everyS` is the measured time from one mail that left to
     * the next within the last five minutes, in seconds; null where fewer than three left. A mail is given up after a day
     * (lib/platform/mail/retry-delays.ts), so older ones are not looked at.
     */
    line: () =>
      tx
        .select({
          priority: mailMessages.priority,
          waiting: sql<number>`(count(*) filter (where state in ('queued', 'delayed') and ${due}))::int`.as('waiting'),
          sending: sql<number>`(count(*) filter (where state = 'sending'))::int`.as('sending'),
          everyS: sql<number | null>`case when count(*) filter (where ${lately}) >= 3
            then extract(epoch from statement_timestamp() - min(settled_at) filter (where ${lately}))::float8 / count(*) filter (where ${lately}) end`.as(
            'every_s',
          ),
        })
        .from(mailMessages)
        .where(and(ours, sql`created_at > statement_timestamp() - interval '25 hours'`))
        .groupBy(mailMessages.priority),

    /** When the last mail left; to nest. */
    lastLeft: () =>
      tx
        .select({ settledAt: mailMessages.settledAt })
        .from(mailMessages)
        .where(
          and(
            ours,
            sql`created_at > statement_timestamp() - interval '25 hours' and state in ('sent', 'off', 'failed')`,
          ),
        )
        .orderBy(sql`settled_at desc`)
        .limit(1),

    /** The latest one that waits for its next try, with the server's words at the last; to nest. */
    lastDelayed: () =>
      tx
        .select(columns)
        .from(mailMessages)
        .where(and(ours, eq(mailMessages.state, 'delayed')))
        .orderBy(desc(mailMessages.createdAt))
        .limit(1),

    /** The one that has waited longest for its first try; to nest. */
    longestQueued: () =>
      tx
        .select(columns)
        .from(mailMessages)
        .where(and(ours, eq(mailMessages.state, 'queued')))
        .orderBy(mailMessages.createdAt)
        .limit(1),

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
