import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { earlierDatabase, migrationTags, type EarlierDatabase } from '@/testing/earlier-version'

/** What migration 19 makes of memberships, grants and people that were there before, by what the audit log tells. */

const scratch = mkdtempSync(join(tmpdir(), 'console-holdings-'))
const before = migrationTags[migrationTags.indexOf('0019_holdings') - 1]!

const company = randomUUID()
const own = { company_id: company }
const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T09:00:00.000Z`
const [ada, bulk, invitation, file, invited] = Array.from({ length: 5 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
]

/** Each was added on a day of its own to the one group. */
const people = {
  founder: { id: ada, day: 1, status: 'active' },
  byHand: { id: randomUUID(), day: 2, status: 'active' },
  inBulk: { id: randomUUID(), day: 3, status: 'active' },
  invited: { id: randomUUID(), day: 4, status: 'invited' },
  imported: { id: randomUUID(), day: 5, status: 'invited' },
  forgotten: { id: randomUUID(), day: 6, status: 'active' },
  refused: { id: randomUUID(), day: 7, status: 'active' },
  again: { id: randomUUID(), day: 8, status: 'active' },
}

async function fill(sql: postgres.Sql): Promise<{ group: string }> {
  const group = randomUUID()
  const [all, read, split, old] = Array.from({ length: 4 }, () => randomUUID())
  await sql`insert into companies ${sql({ id: company, slug: 'acme', name: 'Acme' })}`
  await sql`insert into groups ${sql({ ...own, id: group, name: 'Staff', slug: 'staff', created_at: day(1) })}`
  const keys = {
    [all!]: ['*', '*'],
    [read!]: ['users', 'update'],
    [split!]: ['users', 'deactivate'],
    [old!]: ['a', 'b'],
  }
  const permissions = Object.entries(keys).map(([id, [resource, action]]) => ({ ...own, id, resource, action }))
  await sql`insert into permissions ${sql(permissions)}`
  const granted = [
    { permission_id: all, created_at: day(1) },
    { permission_id: read, created_at: day(9) },
    { permission_id: split, created_at: day(9) },
    { permission_id: old, created_at: day(10) },
  ]
  await sql`insert into grants ${sql(granted.map(row => ({ ...own, group_id: group, ...row })))}`
  for (const [name, { id, day: n, status }] of Object.entries(people)) {
    const row = { ...own, id, name, email: `${name}@example.com`, status, created_at: day(1) }
    const activated = status === 'active' ? { activated_at: day(2) } : {}
    await sql`insert into users ${sql({ ...row, ...activated })}`
    await sql`insert into memberships ${sql({ ...own, group_id: group, user_id: id, created_at: day(n) })}`
  }
  await sql`update users set status = 'inactive', deactivated_at = ${day(20)} where id = ${people.byHand.id}`
  const event = {
    ...own,
    kind: 'change',
    severity: 'low',
    outcome: 'succeeded',
    actor_kind: 'user',
    actor_id: ada,
    operation: 'x',
    request_id: 'x',
  }
  const added = (of: { id: string; day: number }, data: object, changes: object = {}) => ({
    ...event,
    id: randomUUID(),
    at: day(of.day),
    event: 'group.member_added',
    target_type: 'user',
    target_id: of.id,
    data: sql.json({ group: { id: group, name: 'Staff' }, ...data }),
    ...changes,
  })
  const sent = (of: { id: string; day: number }) =>
    added(of, {}, { event: 'invitation.sent', data: sql.json({ groups: ['Staff'], days: 7 }) })
  const events = [
    added(
      people.founder,
      {},
      { event: 'user.created', operation: 'company.create', actor_kind: 'operator', actor_id: null },
    ),
    added(people.founder, {}, { event: 'company.created', target_type: 'company', target_id: company, actor_id: null }),
    added(people.byHand, {}),
    added(people.inBulk, { bulk }),
    sent(people.invited),
    sent(people.imported),
    added(people.refused, {}, { outcome: 'refused' }),
    added(people.again, { already: true }),
    added(
      { id: group, day: 9 },
      {},
      {
        event: 'group.permissions_changed',
        target_type: 'group',
        data: sql.json({ granted: ['users:update'], revoked: [] }),
      },
    ),
  ]
  for (const row of events) await sql`insert into audit_events ${sql(row)}`
  await sql`insert into imports (company_id, id, created_by, file_name, state, expiry_days, total)
    values (${company}, ${file}, ${ada}, 'people.csv', 'done', 7, 1)`
  for (const { id, person, importId } of [
    { id: invitation, person: people.invited, importId: null },
    { id: invited, person: people.imported, importId: file },
  ])
    await sql`insert into invitations (company_id, id, user_id, email, token_seed, token_hash, expires_at, created_at, invited_by, import_id)
      values (${company}, ${id}, ${person.id}, 'x@example.com', 'x', ${id}, now(), ${day(person.day)}, ${randomUUID()}, ${importId})`
  await sql`insert into import_rows (company_id, import_id, line, email, name, group_names, verdict, outcome, invitation_id)
    values (${company}, ${file}, 7, 'x@example.com', 'X', '["Staff"]', 'new', 'invited', ${invited})`
  return { group }
}

let database: EarlierDatabase
let group: string

beforeAll(async () => {
  database = await earlierDatabase(before, '', { owner: 'owner who may create roles', scratch })
  ;({ group } = await fill(database.asSuperuser))
  await database.migrate()
})

afterAll(async () => {
  await database.remove()
  rmSync(scratch, { recursive: true, force: true })
})

describe('What was there before memberships had a source', () => {
  test('is open, holds since it was made, and has the source that the audit log knows', async () => {
    const rows = await database.asSuperuser<Record<string, unknown>[]>`select * from memberships`
    const of = (id: string) => rows.find(row => row.user_id === id)!
    const unknown = { added_via: 'unknown', added_by: null, source_id: null, source_line: null }
    expect(of(people.founder.id)).toMatchObject({ ...unknown, added_via: 'setup' })
    expect(of(people.byHand.id)).toMatchObject({ ...unknown, added_via: 'by_hand', added_by: ada })
    expect(of(people.inBulk.id)).toMatchObject({ ...unknown, added_via: 'bulk', added_by: ada, source_id: bulk })
    expect(of(people.invited.id)).toMatchObject({ added_via: 'invitation', added_by: ada, source_id: invitation })
    expect(of(people.imported.id)).toMatchObject({
      added_via: 'import',
      added_by: ada,
      source_id: file,
      source_line: 7,
    })
    expect(of(people.forgotten.id)).toMatchObject(unknown)
    expect(of(people.refused.id)).toMatchObject(unknown)
    expect(of(people.again.id)).toMatchObject(unknown)
    for (const { id, day: n } of Object.values(people))
      expect(of(id)).toMatchObject({
        valid_from: new Date(day(n)),
        ended_at: null,
        open_user_id: id,
        open_group_id: group,
      })
  })

  test('grants likewise, and those that an upgrade made say so', async () => {
    const rows = await database.asSuperuser<Record<string, unknown>[]>`
      select p.resource || ':' || p.action as key, g.added_via, g.added_by, g.valid_from::text, g.valid_to::text, g.ended_at
      from grants g join permissions p on p.id = g.permission_id and p.company_id = g.company_id order by 1`
    expect(rows.map(row => [row.key, row.added_via, row.added_by])).toEqual([
      ['*:*', 'setup', null],
      ['a:b', 'unknown', null],
      ['users:deactivate', 'upgrade', null],
      ['users:update', 'by_hand', ada],
    ])
    expect(rows.every(row => row.valid_to === 'infinity' && row.ended_at === null)).toBe(true)
  })

  test('people, groups and permissions have dated rows from the beginning on', async () => {
    const sql = database.asSuperuser
    const statuses =
      await sql`select status, valid_from, ended_at from user_statuses where user_id = ${people.byHand.id} order by 2`
    expect([...statuses]).toEqual([
      { status: 'invited', valid_from: new Date(day(1)), ended_at: new Date(day(2)) },
      { status: 'active', valid_from: new Date(day(2)), ended_at: new Date(day(20)) },
      { status: 'inactive', valid_from: new Date(day(20)), ended_at: null },
    ])
    const invitedOnly = await sql`select status, ended_at from user_statuses where user_id = ${people.invited.id}`
    expect([...invitedOnly]).toEqual([{ status: 'invited', ended_at: null }])
    const [named] = await sql`select name, valid_from, ended_at from group_names where group_id = ${group}`
    expect(named).toEqual({ name: 'Staff', valid_from: new Date(day(1)), ended_at: null })
    const differing = await sql`select p.id from permissions p full join permission_keys k
      on k.permission_id = p.id and k.resource = p.resource and k.action = p.action and k.ended_at is null
      where p.id is null or k.id is null`
    expect([...differing]).toEqual([])
  })

  test('may not be deleted by the application', async () => {
    const [may] =
      await database.asSuperuser`select bool_or(has_table_privilege(current_database() || '_app', name, 'DELETE')) as it
      from unnest(array['memberships', 'grants', 'group_names', 'permission_keys', 'user_statuses']) name`
    expect(may).toEqual({ it: false })
  })
})
