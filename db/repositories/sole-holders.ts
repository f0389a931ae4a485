import { sql, type SQL } from 'drizzle-orm'
import type { CompanyScope } from '@/db/scope'

/** Keys of one person. */
interface HeldKeys {
  userId: string
  keys: string[]
}

export function soleHoldersIn({ companyId, tx }: CompanyScope) {
  /** @param people a condition on `m`, their memberships */
  const keysWhere = (people: SQL): SQL<string[]> => sql<string[]>`array(
    select distinct p.resource || ':' || p.action
    from memberships m
    join grants g on g.company_id = m.company_id and g.group_id = m.group_id
    join permissions p on p.company_id = g.company_id and p.id = g.permission_id
    where m.company_id = ${companyId} and ${people}
    order by 1)`

  const run = async (keys: SQL<string[]>): Promise<string[]> =>
    (await tx.execute<{ keys: string[] }>(sql`select ${keys} as keys`))[0]!.keys

  return {
    /** Keys of everything that the groups of these people grant them together, whatever their status. */
    keysOf: (userIds: readonly string[]): Promise<string[]> =>
      userIds.length
        ? run(keysWhere(sql`m.user_id = any(${sql.param([...userIds])}::text[]::uuid[])`))
        : Promise.resolve([]),

    /** The same of each of them; who has nothing is left out. */
    async keysOfEach(userIds: readonly string[]): Promise<Map<string, string[]>> {
      if (!userIds.length) return new Map()
      const rows = await tx.execute<{ user_id: string; keys: string[] }>(sql`
        select m.user_id, array_agg(distinct p.resource || ':' || p.action) as keys
        from memberships m
        join grants g on g.company_id = m.company_id and g.group_id = m.group_id
        join permissions p on p.company_id = g.company_id and p.id = g.permission_id
        where m.company_id = ${companyId} and m.user_id = any(${sql.param([...userIds])}::text[]::uuid[])
        group by m.user_id`)
      return new Map([...rows].map(row => [row.user_id, row.keys]))
    },

    /** The same of people that a statement selects. */
    keysOfThose: (people: SQL): Promise<string[]> => run(keysWhere(sql`m.user_id in (${people})`)),

    /** The same as a value to nest. */
    keysOfSelected: (people: SQL): SQL<string[]> => sql<string[]>`to_json(${keysWhere(sql`m.user_id in (${people})`)})`,

    /**
     * What of these people's permissions no other active person holds, by the same key or by the wildcard of its
     * resource; only people who have any. Full access is left aside: somebody always has it, and a company
     * that falls back on its administrators should know. To nest.
     * @param people a statement that selects ids
     */
    onlyHeldBy: (people: SQL): SQL<HeldKeys[]> => sql<HeldKeys[]>`(
      with leaving as (${people}), held as (
        select distinct m.user_id, g.permission_id
        from memberships m
        join grants g on g.company_id = m.company_id and g.group_id = m.group_id
        where m.company_id = ${companyId} and m.user_id in (select * from leaving)
      ), lost as (
        select p.id, p.resource || ':' || p.action as key
        from permissions p
        where p.company_id = ${companyId} and p.id in (select permission_id from held) and not exists (
          select 1
          from permissions op
          join grants og on og.company_id = op.company_id and og.permission_id = op.id
          join memberships om on om.company_id = og.company_id and om.group_id = og.group_id
          join users ou on ou.company_id = om.company_id and ou.id = om.user_id and ou.status = 'active'
          where op.company_id = ${companyId} and op.resource = p.resource and op.action in ('*', p.action)
            and ou.id not in (select * from leaving)
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
