import { sql, type SQL } from 'drizzle-orm'
import type { CompanyScope } from '../scope'

/** Keys of one person. */
export interface HeldKeys {
  userId: string
  keys: string[]
}

export function holdersIn({ companyId }: CompanyScope) {
  return {
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
export const thesePeople = (ids: string[]): SQL => sql`select unnest(${sql.param(ids)}::text[])::uuid`
