import { sql, type SQL } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { notFound } from '@/lib/kernel/errors'
import { instant } from './holdings'
import type { HoldingEnd, HoldingSource } from './schema'
import type { CompanyScope } from './scope'

/**
 * The only place that adds people to groups and permissions to what groups grant, and that ends either: with source and time, by
 * statements whose number does not depend on how many there are.
 */

/** Where a membership or a grant comes from. */
export interface HoldingOrigin {
  via: HoldingSource
  /** Who did it; null where that was nobody of the company. */
  by: string | null
  /** The invitation, import or bulk act, and the import's line. */
  sourceId?: string
  sourceLine?: number
  reason?: string
}

/** How it ends. */
export interface HoldingEnding {
  via: HoldingEnd
  by: string | null
}

/** When it holds: from the moment of the change on, and without end, unless this says otherwise. */
export interface HoldingPeriod {
  from?: Date
  to?: Date
}

interface NewHolding extends HoldingOrigin, HoldingPeriod {
  groupId: string
  /** The person, or the permission. */
  id: string
}

type Kind = 'memberships' | 'grants'

const other = { memberships: sql.raw('user_id'), grants: sql.raw('permission_id') }
const openOther = { memberships: sql.raw('open_user_id'), grants: sql.raw('open_permission_id') }
const table = { memberships: sql.raw('memberships'), grants: sql.raw('grants') }

/**
 * The database's time, for what a transaction changes: asked for after it holds its locks, so that changes of one thing are in order.
 * Cut to milliseconds, as columns and JavaScript have them, and never later than the statements that follow.
 */
export async function changeTime({ tx }: CompanyScope): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(
    sql`select to_json(date_trunc('milliseconds', statement_timestamp())) as at`,
  )
  return new Date(row!.at)
}

/**
 * Makes those that do not hold yet and returns exactly these. An open row whose time is over, or has yet to come, is closed
 * before; what it said stays. Every id must have been looked up in this scope.
 */
export async function openHoldings(
  { companyId, tx }: CompanyScope,
  kind: Kind,
  made: readonly NewHolding[],
  at: Date,
): Promise<{ groupId: string; id: string }[]> {
  if (!made.length) return []
  const rows = made.map(one => ({
    id: uuidv7(),
    group_id: one.groupId,
    other_id: one.id,
    added_by: one.by,
    added_via: one.via,
    source_id: one.sourceId,
    source_line: one.sourceLine,
    reason: one.reason,
    valid_from: one.from ?? at,
    valid_to: one.to ?? 'infinity',
  }))
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as wanted (
    id uuid, group_id uuid, other_id uuid, added_by uuid, added_via text, source_id uuid, source_line int, reason text,
    valid_from timestamptz, valid_to timestamptz)`
  const moment = instant(at)
  await tx.execute(sql`
    update ${table[kind]} t set ended_at = ${moment}, ended_via = 'expired'
    where t.company_id = ${companyId} and not (t.valid_from <= ${moment} and ${moment} < t.valid_to)
      and (t.open_group_id, t.${openOther[kind]}) in (select wanted.group_id, wanted.other_id from ${wanted})`)
  // From the groups, so that a distributed database takes the rows to where it finds those.
  const opened = await tx.execute<{ group_id: string; id: string }>(sql`
    insert into ${table[kind]} (company_id, id, group_id, ${other[kind]}, added_by, added_via, source_id, source_line, reason,
      valid_from, valid_to, created_at)
    select g.company_id, wanted.id, wanted.group_id, wanted.other_id, wanted.added_by, wanted.added_via, wanted.source_id,
      wanted.source_line, wanted.reason, wanted.valid_from, wanted.valid_to, ${moment}
    from groups g join ${wanted} on wanted.group_id = g.id where g.company_id = ${companyId}
    on conflict do nothing
    returning group_id, ${other[kind]} as id`)
  if (opened.length < rows.length) await requireGroups({ companyId, tx }, made)
  return [...opened].map(row => ({ groupId: row.group_id, id: row.id }))
}

/** What was not made held already, unless its group went away meanwhile. */
async function requireGroups(
  { companyId, tx }: Pick<CompanyScope, 'companyId' | 'tx'>,
  made: readonly NewHolding[],
): Promise<void> {
  const ids = [...new Set(made.map(one => one.groupId))]
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from groups where company_id = ${companyId} and id = any(${sql.param(ids)}::text[]::uuid[])`)
  if (row!.count < ids.length) throw notFound('Group')
}

/** Which to end: of a group, of a person or a permission, or of both. */
interface HoldingSelection {
  groupIds?: readonly string[]
  ids?: readonly string[]
}

/** Ends those that are open, and returns those of them that held, or were going to. */
export async function closeHoldings(
  { companyId, tx }: CompanyScope,
  kind: Kind,
  { groupIds, ids }: HoldingSelection,
  { via, by }: HoldingEnding,
  at: Date,
): Promise<{ groupId: string; id: string }[]> {
  const among = (column: SQL, values: readonly string[] | undefined): SQL =>
    values ? sql`and ${column} = any(${sql.param([...values])}::text[]::uuid[])` : sql``
  const moment = instant(at)
  const rows = await tx.execute<{ group_id: string; id: string; held: boolean }>(sql`
    update ${table[kind]} set ended_at = ${moment}, ended_by = ${by}::uuid, ended_via = ${via}
    where company_id = ${companyId} and ended_at is null ${among(sql.raw('open_group_id'), groupIds)} ${among(openOther[kind], ids)}
    returning group_id, ${other[kind]} as id, ${moment} < valid_to as held`)
  return [...rows].filter(row => row.held).map(row => ({ groupId: row.group_id, id: row.id }))
}
