import { sql, type SQL } from 'drizzle-orm'

/**
 * Who is in which group, what groups grant and who thereby holds what: the only place that says so. All of it is SQL to stand in
 * `from`, with an alias, and not a function of the database: a distributed PostgreSQL does not look into functions, and would ask every
 * machine (docs/decisions/0023-holdings.md).
 *
 * Rules about giving and taking look at what holds or is going to, `…NowOrLater`: what begins tomorrow is given today.
 *
 * Of the present, `…Now`, it is as of the statement that asks, however long its transaction has waited: in a SELECT only. Writes take
 * their time as a parameter (db/change-holdings.ts). Of the past, `…At`, it is as of a moment by the database's clock.
 */
type Moment = 'now' | 'nowOrLater' | Date

export const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

/** What rows are about besides a group. */
type Other = 'user' | 'permission'

/** That a row has not ended is said by the generated columns, which the indexes of the present are on: it is read from them alone. */
const holds = (moment: Moment, other: Other): SQL => {
  if (!(moment instanceof Date)) {
    const begun = moment === 'now' ? sql`and valid_from <= statement_timestamp()` : sql``
    return sql`${sql.raw(`open_${other}_id`)} is not null ${begun} and statement_timestamp() < valid_to`
  }
  const at = instant(moment)
  return sql`valid_from <= ${at} and ${at} < valid_to and (ended_at is null or ${at} < ended_at)`
}

const idsOf = (moment: Moment, other: Other): SQL =>
  sql.raw(
    !(moment instanceof Date) ? `open_group_id as group_id, open_${other}_id as ${other}_id` : `group_id, ${other}_id`,
  )

const memberships = (companyId: string, moment: Moment): SQL => sql`(
  select id, ${idsOf(moment, 'user')}, added_via, source_id, source_line, valid_from, valid_to from memberships
  where company_id = ${companyId} and ${holds(moment, 'user')})`

/**
 * What the permission of a grant `g` is called: now by the live row, which says the same as the dated row that has not ended. Of the
 * past by dated rows, looked up for each grant (`offset 0` keeps it so): the planner thinks of a company beside others that it has
 * hardly any, begins with them, and asks for their grants as often.
 */
const keys = (companyId: string, moment: Moment): SQL => {
  if (!(moment instanceof Date))
    return sql`join (select id as permission_id, resource, action from permissions where company_id = ${companyId}) k
      on k.permission_id = g.permission_id`
  const at = instant(moment)
  return sql`cross join lateral (select resource, action from permission_keys
    where company_id = ${companyId} and permission_id = g.permission_id and valid_from <= ${at}
      and (ended_at is null or ${at} < ended_at) offset 0) k`
}

const grants = (companyId: string, moment: Moment): SQL => sql`(
  select g.id, g.group_id, g.permission_id, k.resource, k.action, g.valid_from, g.valid_to
  from (select id, ${idsOf(moment, 'permission')}, valid_from, valid_to from grants
    where company_id = ${companyId} and ${holds(moment, 'permission')}) g
  ${keys(companyId, moment)})`

const holdings = (companyId: string, moment: Moment): SQL => sql`(
  select m.user_id, g.permission_id, g.resource, g.action, m.group_id, m.id as membership_id, g.id as grant_id,
    least(m.valid_to, g.valid_to) as valid_to
  from ${memberships(companyId, moment)} m join ${grants(companyId, moment)} g on g.group_id = m.group_id)`

/** Who is in which group: `id`, `group_id`, `user_id`, `added_via`, `source_id`, `source_line`, `valid_from`, `valid_to`. */
export const membershipsNow = (companyId: string): SQL => memberships(companyId, 'now')
export const membershipsAt = (companyId: string, at: Date): SQL => memberships(companyId, at)

/** What was written of who is in which group, whether it holds or not: `group_id`, `user_id`, `source_id`, `created_at`. */
export const membershipsWritten = (companyId: string): SQL => sql`(
  select group_id, user_id, source_id, created_at from memberships where company_id = ${companyId})`

/** What a person's memberships are and were: `id`, `group_id`, `name`, as the group is or was last called, `added_via`, `reason`, `valid_from`, `until`. */
export const membershipsOfPerson = (companyId: string, userId: string): SQL => sql`(
  select m.id, m.group_id, called.name, m.added_via, m.reason, m.valid_from,
    nullif(least(m.valid_to, m.ended_at), 'infinity') as until
  from memberships m left join lateral (select name from group_names
    where company_id = ${companyId} and group_id = m.group_id order by valid_from desc limit 1) called on true
  where m.company_id = ${companyId} and m.user_id = ${userId})`

/** What groups grant: `id`, `group_id`, `permission_id`, `resource`, `action`, `valid_from`, `valid_to`. */
export const grantsNow = (companyId: string): SQL => grants(companyId, 'now')
/** With what they are going to grant: whoever is given a group is given that too. */
export const grantsNowOrLater = (companyId: string): SQL => grants(companyId, 'nowOrLater')
export const grantsAt = (companyId: string, at: Date): SQL => grants(companyId, at)

/**
 * What people hold, a row for each way they come by it: `user_id`, `permission_id`, `resource`, `action`, `group_id`, `membership_id`,
 * `grant_id`, and until when, `valid_to`. Whatever their status: only active people can use what they hold.
 */
export const holdingsNow = (companyId: string): SQL => holdings(companyId, 'now')
/** With what they are going to hold, perhaps: by memberships and grants that hold now or later. */
export const holdingsNowOrLater = (companyId: string): SQL => holdings(companyId, 'nowOrLater')
export const holdingsAt = (companyId: string, at: Date): SQL => holdings(companyId, at)

/** What was written of people's status, whether it is so or not: `user_id`, `status`, `valid_from`. */
export const statusesWritten = (companyId: string): SQL => sql`(
  select user_id, status, valid_from from user_statuses where company_id = ${companyId})`

/** What people's status was: `user_id`, `status`. Who was gone, or not here yet, is not among them. */
export const statusesAt = (companyId: string, at: Date): SQL => sql`(
  select user_id, status from user_statuses
  where company_id = ${companyId} and valid_from <= ${instant(at)} and (ended_at is null or ${instant(at)} < ended_at))`

/**
 * The arithmetic of lib/operation/can.ts as a condition: whether one permission allows what another names.
 * @param held, wanted aliases of rows with `resource` and `action`
 */
export const coversSql = (held: SQL, wanted: SQL): SQL<boolean> =>
  sql<boolean>`(${held}.resource in ('*', ${wanted}.resource) and ${held}.action in ('*', ${wanted}.action))`

/** Whether a row with `resource` and `action` is full access, `*:*`. */
export const isFullAccess = (held: SQL): SQL<boolean> => sql<boolean>`(${held}.resource = '*' and ${held}.action = '*')`

/** How many of its two parts are `*`: what it allows grows with it. */
export const breadth = (held: SQL): SQL<number> =>
  sql<number>`((${held}.resource = '*')::int + (${held}.action = '*')::int)`

/** Its key, such as `users:read`. */
export const permissionKeySql = (row: SQL): SQL<string> => sql<string>`${row}.resource || ':' || ${row}.action`

/** Keys as rows with `resource` and `action`, to stand in `from` with an alias. */
export const permissionRows = (permissionKeys: readonly string[]): SQL => {
  const parts = permissionKeys.map(key => key.split(':'))
  const column = (place: number): SQL => sql`${sql.param(parts.map(part => part[place] ?? ''))}::text[]`
  return sql`(select resource, action from unnest(${column(0)}, ${column(1)}) as key (resource, action))`
}
