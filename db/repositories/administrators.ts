import { sql, type SQL } from 'drizzle-orm'
import { fullAccessNow, someWithFullAccess } from '@/db/full-access'
import type { CompanyScope } from '@/db/scope'
import { hasFactor } from '@/db/second-factor'
import { AppError } from '@/lib/kernel/errors'
import { COUNT_LIMIT } from '@/lib/kernel/totals'

/** What a change is refused with that leaves nobody, and what a page says before it. */
export const NO_ADMINISTRATOR_LEFT =
  'This would leave the company without an active administrator (somebody with full access, *:*). Give full access to another active person first.'

/** A company with more administrators than this has them learn by each other. */
const MOST_TOLD = 20

/** Of what somebody holds, `h`. */
const isLasting = sql`h.valid_to = 'infinity'`

/**
 * The company must always have somebody who can do everything: an active person whose groups grant
 * `*:*`, and whose membership and grant have no end. Whoever is an administrator until a day is none beyond it, so the last one
 * is never one of these, and no day comes on which nobody is left. Changes that could take the last one away are `serialized` operations, which hold the lock, and
 * end with `mustRemain`.
 */
export function administratorsIn({ companyId, tx }: CompanyScope) {
  /** @param which a condition on `h`, what they hold */
  const administratorsBy = (which: SQL) => sql`
    select distinct h.id from ${fullAccessNow(companyId)} h where ${which}`
  const lasting = administratorsBy(isLasting)

  return {
    /** The first few by name, for people who need somebody to ask. To run or to nest. */
    names: () =>
      tx.select({ name: sql<string>`helper.name`.as('name') }).from(sql`${someWithFullAccess(companyId, 5)} helper`),

    /** The same with their addresses, for people who are to write to them. To nest. */
    helpers: () =>
      tx
        .select({ name: sql<string>`helper.name`.as('name'), email: sql<string>`helper.email`.as('email') })
        .from(sql`${someWithFullAccess(companyId, 5)} helper`),

    /** How many there are today, be it until a day, and have a second factor; counted no further than COUNT_LIMIT. To nest. */
    factorCounts: () =>
      tx
        .select({
          active: sql<number>`count(*)::int`.as('active'),
          withFactor: sql<number>`(count(*) filter (where one.has))::int`.as('with_factor'),
        })
        .from(
          sql`(select distinct id from (select id from ${fullAccessNow(companyId)} h limit ${COUNT_LIMIT}) found) u
            cross join lateral (select ${hasFactor(companyId, sql`u`)} as has offset 0) one`,
        ),

    /** The first few with their addresses, to be told by mail. */
    async addresses(): Promise<{ id: string; name: string; email: string }[]> {
      const rows = await tx.execute<{ id: string; name: string; email: string }>(sql`
        select u.id, u.name, u.email from (
          select distinct id from (select id from ${fullAccessNow(companyId)} h limit ${MOST_TOLD * 5}) found order by id limit ${MOST_TOLD}
        ) a join users u on u.company_id = ${companyId} and u.id = a.id order by u.id`)
      return [...rows]
    },

    /** How many without an end there would be without this group; to nest. */
    countWithout: (groupId: string) =>
      sql<number>`(select count(*)::int from (${administratorsBy(sql`${isLasting} and h.group_id <> ${groupId}`)}) others)`,

    /** How many without an end there are; to nest. */
    count: () => sql<number>`(select count(*)::int from (${lasting}) everybody)`,

    /** One such change at a time per company; held to the end of the transaction. */
    async lock(): Promise<void> {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${companyId}`}, 0))`)
    },

    /** @throws AppError `last_administrator` when the change so far leaves nobody. */
    async mustRemain(): Promise<void> {
      const rows = await tx.execute(sql`select 1 from ${fullAccessNow(companyId)} h where ${isLasting} limit 1`)
      if (!rows.length) {
        throw new AppError('last_administrator', NO_ADMINISTRATOR_LEFT)
      }
    },
  }
}
