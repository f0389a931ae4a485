import { sql, type SQL } from 'drizzle-orm'
import { grantsNow, isFullAccess, membershipsNow } from './holdings'

/**
 * Active people who can do everything, a row for each group that lets them: `id`, `name`, `name_key`, `email`, `group_id` and until when,
 * `valid_to`; to stand in `from`, with an alias. Step by step (`offset 0` keeps it so): the permission, what grants it, who is in
 * that group. The planner thinks that each of these is one row, and would as soon begin with everybody.
 */
export const fullAccessNow = (companyId: string): SQL => sql`(
  select u.id, u.name, u.name_key, u.email, g.group_id, least(m.valid_to, g.valid_to) as valid_to
  from (select * from ${grantsNow(companyId)} g where ${isFullAccess(sql`g`)} offset 0) g
  cross join lateral (select * from ${membershipsNow(companyId)} m where m.group_id = g.group_id offset 0) m
  cross join lateral (select id, name, name_key, email from users
    where company_id = ${companyId} and id = m.user_id and status = 'active' offset 0) u)`

/** So many are looked at for the first few names: who let more do everything knows somebody to ask. */
const LOOKED_AT = 100

/** The first few of them by name, for people who need somebody to ask: rows of `name` and `email`, to stand in `from`, with an alias. */
export const someWithFullAccess = (companyId: string, count: number): SQL => sql`(
  select name, email from (select distinct id, name, name_key, email from (
    select * from ${fullAccessNow(companyId)} h limit ${LOOKED_AT}) looked_at) helper
  order by name_key, id limit ${count})`
