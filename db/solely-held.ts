import { sql, type SQL } from 'drizzle-orm'
import { coversSql, grantsNow, isFullAccess, membershipsNow } from './holdings'

/**
 * Ids of the permissions that active people hold, by the same key or a wildcard; an array that is made once. Full access is left
 * aside: somebody always has it, and a company that falls back on its administrators should know. Of each group two people are
 * looked at: one of them is enough to tell that there is another.
 */
const heldBy = (companyId: string, many: SQL): SQL => {
  const granted = sql`(select * from ${grantsNow(companyId)} g where not ${isFullAccess(sql`g`)} offset 0)`
  return sql`array(
    with granted as materialized (select group_id, permission_id, resource, action from ${granted} g),
    few as materialized (
      select g.group_id, m.user_id from (select distinct group_id from granted) g cross join lateral (
        select u.id as user_id from (select user_id from ${membershipsNow(companyId)} m where m.group_id = g.group_id offset 0) m
        cross join lateral (select id from users
          where company_id = ${companyId} and id = m.user_id and status = 'active' offset 0) u
        limit 2) m
    ), covered as (
      select permission_id as id, group_id from granted
      union all
      select p.id, g.group_id from (select * from granted where '*' in (resource, action) offset 0) g
      join (select id, resource, action from permissions where company_id = ${companyId}) p on ${coversSql(sql`g`, sql`p`)}
    )
    select covered.id from covered join few on few.group_id = covered.group_id
    group by covered.id having ${many})`
}

/** Those that exactly one active person holds. */
export const solelyHeld = (companyId: string): SQL => heldBy(companyId, sql`count(distinct few.user_id) = 1`)

/** Those that any active person holds. */
export const held = (companyId: string): SQL => heldBy(companyId, sql`true`)
