import { sql, type SQL } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { instant } from './holdings'
import type { CompanyScope } from './scope'

/**
 * What groups were called, what permissions named and what people's status was: whoever writes the live row writes these in the
 * same transaction. They stay when it is gone.
 */
const kinds = {
  groupName: { table: sql.raw('group_names'), of: sql.raw('group_id'), live: sql.raw('groups'), columns: ['name'] },
  permissionKey: {
    table: sql.raw('permission_keys'),
    of: sql.raw('permission_id'),
    live: sql.raw('permissions'),
    columns: ['resource', 'action'],
  },
  userStatus: { table: sql.raw('user_statuses'), of: sql.raw('user_id'), live: sql.raw('users'), columns: ['status'] },
} as const

type DatedKind = keyof typeof kinds

type DatedValue<K extends DatedKind> = { [column in (typeof kinds)[K]['columns'][number]]: string }

/**
 * From `at` on these have these values, and no longer the former ones. The live rows are there already: a distributed database
 * takes the new ones to where it finds those.
 */
export async function beginDatedRows<K extends DatedKind>(
  { companyId, tx }: CompanyScope,
  kind: K,
  values: readonly (DatedValue<K> & { id: string })[],
  at: Date,
): Promise<void> {
  if (!values.length) return
  const { table, of, live, columns } = kinds[kind]
  const column = (list: string[], type: string): SQL => sql`${sql.param(list)}::text[]::${sql.raw(type)}[]`
  const names = sql.raw(columns.join(', '))
  const lists = columns.map(name =>
    column(
      values.map(value => (value as Record<string, string>)[name]!),
      'text',
    ),
  )
  await tx.execute(sql`
    insert into ${table} (company_id, id, ${of}, ${names}, valid_from)
    select live.company_id, row.id, row.of, ${sql.raw(columns.map(name => `row.${name}`).join(', '))}, ${instant(at)}
    from ${live} live join unnest(${column(
      values.map(() => uuidv7()),
      'uuid',
    )}, ${column(
      values.map(value => value.id),
      'uuid',
    )}, ${sql.join(lists, sql`, `)})
      as row (id, of, ${names}) on row.of = live.id
    where live.company_id = ${companyId}`)
}

/** Until `at`, and no longer. */
export async function endDatedRows(
  { companyId, tx }: CompanyScope,
  kind: DatedKind,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (!ids.length) return
  const { table, of } = kinds[kind]
  await tx.execute(sql`
    update ${table} set ended_at = ${instant(at)}
    where company_id = ${companyId} and ended_at is null and ${of} = any(${sql.param([...ids])}::text[]::uuid[])`)
}

/** The one after the other: a new value in place of the former. */
export async function changeDatedRows<K extends DatedKind>(
  scope: CompanyScope,
  kind: K,
  values: readonly (DatedValue<K> & { id: string })[],
  at: Date,
): Promise<void> {
  await endDatedRows(
    scope,
    kind,
    values.map(value => value.id),
    at,
  )
  await beginDatedRows(scope, kind, values, at)
}
