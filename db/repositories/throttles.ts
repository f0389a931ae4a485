import { and, desc, eq, gt, inArray, like, notLike, or, sql } from 'drizzle-orm'
import { changeTime } from '@/db/change-holdings'
import { instant } from '@/db/holdings'
import { throttles, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

export interface Limit {
  key: string
  /** Failures in a row that cost no wait. */
  free: number
  /** Failures in a row after which only an administrator or a new password helps. */
  most?: number
  /** After this many seconds without a failure the row begins anew; never where left out. */
  forgetAfter?: number
  /** In place of `free` while one of the others is an alarm that is on. */
  freeInAlarm?: number
  /** Counts only, and never waits: beyond its free failures the others have fewer. */
  alarm?: true
}

export interface Reservation {
  /** None of the keys has to wait. */
  allowed: boolean
  /** Those that have to. */
  waiting: string[]
  /** Failures by key, with this one where it was counted. */
  failures: Map<string, number>
}

const FIRST_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 15 * 60

/** How many forgotten ones go with each attempt: more than an attempt makes. */
const SWEPT = 20

/** How many people who wait are listed by name. */
const LISTED = 20

const waiting = sql`${throttles.blockedUntil} > now()`

const times = { lastFailureAt: throttles.lastFailureAt, blockedUntil: throttles.blockedUntil }

interface StoredFailures {
  key: string
  failures: number
  lastFailureAt: Date
  /** No date where the wait has no end. */
  blockedUntil: Date | null
}

interface CountedAttempt {
  key: string
  /** Whether it has to wait, and the attempt is not made. */
  waits: boolean
  before: number
  /** With this attempt. */
  failures: number
  /** How long it waits from now on, as the database writes it; undefined where it does not. */
  until: string | undefined
}

/** What an attempt at a moment adds to the keys that it counts under. */
function countAttempt(limits: Limit[], stored: StoredFailures[], at: Date): CountedAttempt[] {
  const rows = stored.map(row => {
    const limit = limits.find(({ key }) => key === row.key)!
    const forgotten = row.lastFailureAt.getTime() < at.getTime() - (limit.forgetAfter ?? Infinity) * 1000
    return { row, limit, failures: 1 + (forgotten ? 0 : row.failures) }
  })
  const alarmed = rows.some(({ limit, failures }) => limit.alarm && failures > limit.free)
  return rows.map(({ row: { key, failures: before, blockedUntil }, limit, failures }) => ({
    key,
    waits: blockedUntil !== null && !(blockedUntil <= at),
    before,
    failures,
    until: waitOf(limit, failures, alarmed ? (limit.freeInAlarm ?? limit.free) : limit.free, at),
  }))
}

function waitOf({ alarm, most }: Limit, failures: number, room: number, at: Date): string | undefined {
  if (alarm) return undefined
  if (most !== undefined && failures >= most) return 'infinity'
  if (failures < room) return undefined
  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(failures - room, 10), LONGEST_WAIT_SECONDS)
  return new Date(at.getTime() + seconds * 1000).toISOString()
}

export function throttlesIn(scope: CompanyScope) {
  const { companyId, exists, tx } = scope
  const ours = eq(throttles.companyId, companyId)

  return {
    /**
     * Counts an attempt as failed before it is made, so that many at once cannot all be let through; what succeeds is
     * forgiven afterwards. Where one of the keys waits the attempt is not made, and counts under none of them. Rows are
     * locked in one order. In a company that does not exist nothing is counted, and everything allowed.
     */
    async reserve(limits: Limit[]): Promise<Reservation> {
      const keys = limits.map(limit => limit.key).toSorted()
      const columns = { key: throttles.key, failures: throttles.failures, ...times }
      const before = exists
        ? await tx
            .insert(throttles)
            .values(keys.map(key => ({ companyId, key })))
            .onConflictDoUpdate({ target: [throttles.companyId, throttles.key], set: { key: sql`excluded.key` } })
            .returning(columns)
        : await tx
            .select(columns)
            .from(throttles)
            .where(and(ours, inArray(throttles.key, keys)))
      const at = await changeTime(scope)
      const counted = countAttempt(limits, before, at)
      const allowed = !counted.some(row => row.waits)
      if (allowed && counted.length)
        await tx.execute(sql`
          update throttles t set failures = made.failures, last_failure_at = ${instant(at)}, blocked_until = made.until
          from (values ${sql.join(
            counted.map(
              ({ key, failures, until }) => sql`(${key}::text, ${failures}::int, ${until ?? null}::timestamptz)`,
            ),
            sql`, `,
          )}) as made (key, failures, until)
          where t.company_id = ${companyId} and t.key = made.key`)
      // Last, with the wanted rows in hand: what is swept before them would be locked out of order.
      await tx.execute(sql`
        delete from throttles where company_id = ${companyId} and key in (
          select key from throttles where company_id = ${companyId} and last_failure_at < now() - interval '30 days'
            and (blocked_until is null or blocked_until < now()) and key <> all (${sql.param(keys)}::text[])
          order by last_failure_at limit ${SWEPT} for update skip locked)`)
      return {
        allowed,
        waiting: counted.filter(row => row.waits).map(row => row.key),
        failures: new Map(counted.map(row => [row.key, allowed ? row.failures : row.before])),
      }
    },

    /** Notes that a key waits for what happened elsewhere. In a company that does not exist nothing is noted. */
    async hold(key: string, { failures, until }: { failures: number; until: Date }): Promise<void> {
      if (!exists) return
      const held = { failures, blockedUntil: until }
      await tx
        .insert(throttles)
        .values({ companyId, key, ...held })
        .onConflictDoUpdate({ target: [throttles.companyId, throttles.key], set: held })
    },

    /** Lets these keys be, for as long as nothing is counted under them for a quarter of an hour; see `isLifted`. */
    async lift(keys: string[]): Promise<void> {
      await tx
        .insert(throttles)
        .values(keys.map(key => ({ companyId, key: `lifted ${key}` })))
        .onConflictDoUpdate({
          target: [throttles.companyId, throttles.key],
          set: { lastFailureAt: sql`excluded.last_failure_at` },
        })
    },

    /** Whether somebody who may say so lifted the wait of this key a short while ago. */
    async isLifted(key: string): Promise<boolean> {
      const since = sql`now() - make_interval(secs => ${LONGEST_WAIT_SECONDS})`
      const rows = await tx
        .select({ key: throttles.key })
        .from(throttles)
        .where(and(ours, eq(throttles.key, `lifted ${key}`), gt(throttles.lastFailureAt, since)))
      return rows.length > 0
    },

    /** The addresses and networks that wait, those that wait longest first, and on each row how many there are; to nest. */
    waitingAddresses() {
      return tx
        .select({
          address: sql<string>`split_part(${throttles.key}, ' ', 2)`.as('address'),
          until: sql<Date>`${throttles.blockedUntil}`.mapWith(throttles.blockedUntil).as('until'),
          failures: throttles.failures,
          count: sql<number>`(count(*) over ())::int`.as('count'),
        })
        .from(throttles)
        .where(and(ours, or(like(throttles.key, 'address %'), like(throttles.key, 'network %')), waiting))
        .orderBy(desc(throttles.blockedUntil), throttles.key)
        .limit(LISTED)
    },

    /** Forgets the failures of these keys; returns how many had any. */
    async clear(keys: string[]): Promise<number> {
      if (!keys.length) return 0
      return (
        await tx
          .delete(throttles)
          .where(and(ours, inArray(throttles.key, keys)))
          .returning({ key: throttles.key })
      ).length
    },

    /** The one of these that waits longest, as a list of one or none; to nest. "Infinity" has no date: `until` is null. */
    longestWait(keys: string[]) {
      return tx
        .select({
          until: sql<Date | null>`case when isfinite(${throttles.blockedUntil}) then ${throttles.blockedUntil} end`
            .mapWith(throttles.blockedUntil)
            .as('until'),
          failures: throttles.failures,
        })
        .from(throttles)
        .where(and(ours, inArray(throttles.key, keys), waiting))
        .orderBy(desc(throttles.blockedUntil))
        .limit(1)
    },

    /** How many accounts wait, counted no further than `limit`; a list of one, to nest. Each kind of secret counts. */
    waitingAccounts(limit: number) {
      const found = tx
        .select({ account: sql`split_part(${throttles.key}, ' ', 3)`.as('account') })
        .from(throttles)
        .where(
          and(
            ours,
            or(like(throttles.key, 'account-of %'), like(throttles.key, 'account %')),
            notLike(throttles.key, 'account mails %'),
            waiting,
          ),
        )
        .limit(limit)
        .as('found')
      return tx.select({ count: sql<number>`count(distinct account)::int`.as('count') }).from(found)
    },

    /** The people who wait, with the longest of their waits, and on each row how many there are; to nest. */
    waitingPeople() {
      // Grouped by itself: a join on what is cut out of the key would read everybody, as row-level security lets no such expression near an index.
      const found = tx
        .select({
          userId: sql<string>`split_part(${throttles.key}, ' ', 3)::uuid`.as('user_id'),
          until: sql`max(${throttles.blockedUntil})`.as('blocked_until'),
          failures: sql<number>`max(${throttles.failures})`.as('failures'),
        })
        .from(throttles)
        .where(and(ours, like(throttles.key, 'account-of %'), waiting))
        .groupBy(sql`1`)
        .as('found')
      return tx
        .select({
          userId: users.id,
          name: users.name,
          until: sql<Date | null>`case when isfinite(${found.until}) then ${found.until} end`
            .mapWith(throttles.blockedUntil)
            .as('until'),
          failures: found.failures,
          count: sql<number>`(count(*) over ())::int`.as('count'),
        })
        .from(found)
        .innerJoin(users, and(eq(users.companyId, companyId), eq(users.id, found.userId)))
        .orderBy(desc(found.until), users.nameKey, users.id)
        .limit(LISTED)
    },

    /** Takes one reserved failure back, where others' failures count with it. Rows are locked in the one order. */
    async release(keys: string[]): Promise<void> {
      if (!keys.length) return
      await tx
        .update(throttles)
        .set({ failures: sql`greatest(${throttles.failures} - 1, 0)`, blockedUntil: null })
        .where(
          and(
            ours,
            inArray(
              throttles.key,
              tx
                .select({ key: throttles.key })
                .from(throttles)
                .where(and(ours, inArray(throttles.key, keys)))
                .orderBy(sql`${throttles.key} collate "C"`)
                .for('update'),
            ),
          ),
        )
    },
  }
}
