import { sql, type SQL } from 'drizzle-orm'
import {
  coversSql,
  grantsNow,
  holdingsNow,
  holdingsNowOrLater,
  isFullAccess,
  membershipsNow,
  permissionKeySql,
} from '@/db/holdings'
import type { CompanyScope } from '@/db/scope'
import { solelyHeld } from '@/db/solely-held'

/** Keys of one person. */
interface HeldKeys {
  userId: string
  keys: string[]
}

export function soleHoldersIn({ companyId, tx }: CompanyScope) {
  const holdings = holdingsNow(companyId)
  const ahead = holdingsNowOrLater(companyId)
  const key = permissionKeySql(sql`h`)

  /** @param people a condition on `h`, what they hold */
  const keysWhere = (people: SQL): SQL<string[]> => sql<string[]>`array(
    select distinct ${key} from ${ahead} h where ${people} order by 1)`

  const run = async (keys: SQL<string[]>): Promise<string[]> =>
    (await tx.execute<{ keys: string[] }>(sql`select ${keys} as keys`))[0]!.keys

  return {
    /** How many permissions exactly one person holds (db/solely-held.ts); to nest. */
    permissionCount: (): SQL<number> => sql<number>`cardinality(${solelyHeld(companyId)})`,

    /** Keys of everything that the groups of these people grant them together, now or later, whatever their status. */
    keysOf: (userIds: readonly string[]): Promise<string[]> =>
      userIds.length
        ? run(keysWhere(sql`h.user_id = any(${sql.param([...userIds])}::text[]::uuid[])`))
        : Promise.resolve([]),

    /** The same of each of them; who has nothing is left out. */
    async keysOfEach(userIds: readonly string[]): Promise<Map<string, string[]>> {
      if (!userIds.length) return new Map()
      const rows = await tx.execute<{ user_id: string; keys: string[] }>(sql`
        select h.user_id, array_agg(distinct ${key}) as keys
        from ${ahead} h
        where h.user_id = any(${sql.param([...userIds])}::text[]::uuid[])
        group by h.user_id`)
      return new Map([...rows].map(row => [row.user_id, row.keys]))
    },

    /** The same of people that a statement selects. */
    keysOfThose: (people: SQL): Promise<string[]> => run(keysWhere(sql`h.user_id in (${people})`)),

    /** The same as a value to nest; nothing is read where it is not asked for. */
    keysOfSelected: (people: SQL, asked: SQL = sql`true`): SQL<string[]> =>
      sql<string[]>`case when ${asked} then to_json(${keysWhere(sql`h.user_id in (${people})`)}) else '[]'::json end`,

    /**
     * What of these people's permissions no other active person holds, by the same key or by a wildcard that covers
     * it; only people who have any. Full access is left aside: somebody always has it, and a company
     * that falls back on its administrators should know. What is lost is found out once for each permission, and members by their
     * ids: the planner thinks of few where they came or went in this very transaction. To nest.
     * @param people a statement that selects ids
     */
    onlyHeldBy: (people: SQL): SQL<HeldKeys[]> => sql<HeldKeys[]>`(
      with leaving as (${people}), held as (
        select distinct h.user_id, h.permission_id, h.resource, h.action
        from ${holdings} h
        where h.user_id in (select * from leaving)
      ), lost as materialized (
        select p.permission_id as id, ${permissionKeySql(sql`p`)} as key
        from (select distinct permission_id, resource, action from held) p
        where not exists (
          select 1
          from (select * from ${grantsNow(companyId)} g
            where ${coversSql(sql`g`, sql`p`)} and (not ${isFullAccess(sql`g`)} or ${isFullAccess(sql`p`)}) offset 0) g
          cross join lateral (select user_id from ${membershipsNow(companyId)} m where m.group_id = g.group_id offset 0) m
          cross join lateral (select id, status from users
            where company_id = ${companyId} and id = m.user_id offset 0) ou
          where ou.status = 'active' and ou.id not in (select * from leaving)
        )
      )
      select coalesce(json_agg(json_build_object('userId', of_one.user_id, 'keys', of_one.keys)), '[]'::json)
      from (
        select held.user_id, json_agg(lost.key order by lost.key) as keys
        from held join lost on lost.id = held.permission_id
        group by held.user_id
      ) of_one
    )`,
  }
}

/** The ids of known people, as a statement. */
export const peopleAmong = (ids: string[]): SQL => sql`select unnest(${sql.param(ids)}::text[])::uuid`
