import { randomUUID } from 'node:crypto'
import { sql, type SQL } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectCatalogue } from '@/db/doctor'
import { inspectKeys } from '@/db/inspect-keys'
import { inspectAddresses } from '@/db/kept-addresses'
import { companyIdBySlug, inCompany } from '@/db/scope'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { viewDashboard } from '@/lib/dashboard/queries'
import { listGroups, viewGroupPage } from '@/lib/groups/queries'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { viewMail } from '@/lib/mail/queries'
import { builtInPermissions } from '@/lib/permissions/built-in'
import { permissionKey } from '@/lib/permissions/key'
import { listPermissions } from '@/lib/permissions/queries'
import { operations, publicOperations } from '@/lib/registry'
import { listUsersPage } from '@/lib/users/queries'
import { seedDemo } from '@/testing/demo'
import { companyOf } from '@/testing/factories'
import { signedIn, type SignedInUser } from '@/testing/run-as'
import { daysBefore } from './days-ago'
import { lifeOf, type LivingPerson } from './life'
import { placeOf } from './places'
import { liveTheYear } from './plan'

let id: string
let asAlice: SignedInUser
const asAdmin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })

const rows = <Row extends Record<string, unknown>>(query: SQL): Promise<Row[]> =>
  inCompany(id, async ({ tx }) => [...(await tx.execute(query))] as Row[])
/** Rows that must not be there. */
const none = (query: SQL) => expect(rows(query)).resolves.toEqual([])
const countOf = async (query: SQL): Promise<number> =>
  (await rows<{ count: number }>(sql`select count(*)::int as count from ${query}`))[0]!.count

beforeAll(async () => {
  await seedDemo({ life: true })
  id = (await companyIdBySlug('acme-corp'))!
  const [alice] = await rows<{ id: string }>(sql`select id from users where email = 'alice@acme.example'`)
  const company = companyOf({ id, slug: 'acme-corp', name: 'Acme Corp' }, { id, name: 'Administrators' })
  asAlice = await signedIn(company, alice!)
})

afterAll(() => asAdmin.end())

describe('The year around the story', () => {
  test('leaves nothing for the doctor to find', async () => {
    expect(await inspectCatalogue(asAdmin)).toEqual([])
    expect(await inspectKeys(asAdmin, [id])).toEqual([])
    expect(await inspectAddresses(asAdmin, [id])).toEqual([])
  })

  test('is over: no row tells of a moment that has yet to come, but for ends', async () => {
    const columns = await asAdmin<{ table: string; column: string }[]>`
      select c.table_name as table, column_name as column from information_schema.columns c
      join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and data_type = 'timestamp with time zone' and c.table_name <> 'companies'
        and exists (select 1 from information_schema.columns o where o.table_name = c.table_name and o.column_name = 'company_id')
        and column_name not in ('expires_at', 'valid_to', 'trusted_until', 'free_from', 'objectable_until')`
    expect(columns.length).toBeGreaterThan(60)
    for (const { table, column } of columns) {
      const late = sql`select ${column}::text as "column" from ${sql.identifier(table)} where ${sql.identifier(column)} > clock_timestamp()`
      expect([table, await rows(late)]).toEqual([table, []])
    }
  })

  test('keeps memberships and grants within the life of what they join', async () => {
    await none(sql`select m.id from memberships m join users u on u.id = m.user_id
      where m.valid_from < u.created_at or m.ended_at < m.valid_from`)
    for (const [holdings, names, of] of [
      ['memberships', 'user_statuses', 'user_id'],
      ['memberships', 'group_names', 'group_id'],
      ['grants', 'group_names', 'group_id'],
      ['grants', 'permission_keys', 'permission_id'],
    ] as const) {
      const column = sql.identifier(of)
      // Ended or not, each lies between the first and the last that is known of either side.
      await none(sql`select h.id from ${sql.identifier(holdings)} h cross join lateral (
          select min(n.valid_from) as first, max(coalesce(n.ended_at, 'infinity')) as last
          from ${sql.identifier(names)} n where n.${column} = h.${column}) life
        where first is null or h.valid_from < first or coalesce(h.ended_at, 'infinity') > last`)
    }
  })

  test('says of everybody what they are, one status after the other', async () => {
    await none(sql`select u.id from users u where u.status is distinct from
      (select status from user_statuses s where s.user_id = u.id and s.ended_at is null)`)
    await none(sql`select s.id from user_statuses s where s.ended_at is not null
      and exists (select 1 from users u where u.id = s.user_id)
      and not exists (select 1 from user_statuses n where n.user_id = s.user_id and n.valid_from = s.ended_at)`)
    await none(sql`select u.id from users u where u.created_at <>
      (select min(valid_from) from user_statuses s where s.user_id = u.id)`)
    await none(sql`select u.id from users u where (u.status = 'inactive') <> (u.deactivated_at is not null)
      or (u.status = 'invited') <> (u.activated_at is null) or u.last_sign_in_at < u.activated_at`)
  })

  test('is told by the audit log in its order, by people who were active, as operations that there are', async () => {
    await none(sql`select id from audit_events
      where ('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint <> floor(extract(epoch from at) * 1000)`)
    await none(sql`select e.event, e.at, e.actor_id from audit_events e where e.actor_id is not null and not exists (
      select 1 from user_statuses s where s.user_id = e.actor_id and s.status = 'active'
        and s.valid_from <= e.at and e.at <= coalesce(s.ended_at, 'infinity'))`)
    const named = new Set([...[...operations, ...publicOperations].map(({ name }) => name), 'imports.run'])
    const told = await rows<{ operation: string }>(sql`select distinct operation from audit_events`)
    // The company's first people were made with it.
    const others = told.map(({ operation }) => operation).filter(name => !named.has(name))
    expect(others.toSorted()).toEqual(['company.create', 'users.create'])
    const events = await rows<{ event: string; kind: string; data: Record<string, unknown> }>(
      sql`select event, kind, data from audit_events`,
    )
    for (const { event, kind, data } of events) {
      const definition = eventCatalogue[event as keyof typeof eventCatalogue]
      expect(definition.kind).toBe(kind)
      expect([event, definition.facts.safeParse(data).error]).toEqual([event, undefined])
    }
  })

  test('signs everybody in for the last time when the log says so, and in a session where that is kept', async () => {
    await none(sql`select u.name from users u where u.last_sign_in_at is distinct from (
      select max(at) from audit_events e where e.actor_id = u.id and e.event = 'session.started')`)
    await none(sql`select e.id from audit_events e where e.event = 'session.started' and e.target_id is not null
      and e.at > now() - interval '89 days' and not exists (select 1 from sessions s where s.id = e.target_id and s.user_id = e.actor_id)
      and exists (select 1 from users u where u.id = e.actor_id)`)
  })

  test('has receipts of what was done to many, with the people of each', async () => {
    await none(sql`select b.id from bulk_actions b where
      b.done <> (select count(*) from bulk_action_people p where p.bulk_action_id = b.id and skipped is null)
      or (select coalesce(sum(value::int), 0) from jsonb_each_text(b.skipped))
        <> (select count(*) from bulk_action_people p where p.bulk_action_id = b.id and skipped is not null)`)
    expect(await countOf(sql`bulk_action_people where skipped is not null`)).toBe(3)
    const [outcomes] = await rows(sql`select count(*) filter (where outcome = 'invited')::int as invited,
      count(*) filter (where outcome = 'skipped')::int as skipped, count(*) filter (where outcome = 'failed')::int as failed
      from import_rows`)
    const [ended] = await rows<{ data: object }>(
      sql`select data - 'file' as data from audit_events where event = 'import.ended'`,
    )
    expect(ended!.data).toEqual(outcomes)
    expect(outcomes).toEqual({ invited: 5, skipped: 3, failed: 2 })
    await none(
      sql`select id from imports where total <> done or total <> (select count(*) from import_rows r where r.import_id = imports.id)`,
    )
  })
})

describe('Every number of the demo agrees', () => {
  test('on the list of people, whatever it is narrowed to', async () => {
    const all = await asAlice.does(listUsersPage, {})
    expect(all.total).toBe(await countOf(sql`users`))
    let sum = 0
    for (const status of ['active', 'inactive', 'invited'] as const) {
      const { total, users } = await asAlice.does(listUsersPage, { status, limit: 100 })
      expect(total).toBe(users.length)
      sum += total!
    }
    expect(sum).toBe(all.total)
    const { people } = await asAlice.does(viewDashboard)
    expect(people!.active + people!.inactive + people!.invited).toBe(all.total)
    expect((await asAlice.does(listUsersPage, { signedIn: 'never', status: 'active' })).total).toBe(
      people!.neverSignedIn,
    )
  })

  test('of groups, invitations, permissions and mail', async () => {
    const { groups, total } = await asAlice.does(listGroups, { limit: 100 })
    expect(groups.length).toBe(total)
    for (const group of groups) {
      const members = await asAlice.does(listUsersPage, { group: group.id, limit: 100 })
      expect([group.name, group.members]).toEqual([group.name, members.total])
      const { permissions } = await asAlice.does(viewGroupPage, { groupId: group.id })
      expect(group.permissions).toBe(permissions.length)
    }
    let sum = 0
    for (const status of ['pending', 'expired', 'accepted', 'cancelled'] as const) {
      const found = await asAlice.does(listInvitationsPage, { status, limit: 100 })
      expect([status, found.total]).toEqual([status, found.invitations.length])
      expect(found.total).toBeGreaterThan(1)
      sum += found.total
    }
    expect((await asAlice.does(listInvitationsPage, {})).total).toBe(sum)
    const { permissions } = await asAlice.does(listPermissions, {})
    expect(permissions.length).toBe(await countOf(sql`permissions`))
    expect((await asAlice.does(viewMail, {})).total).toBe(await countOf(sql`mail_messages`))
  })
})

test('The story is in the middle of it, as it always was', async () => {
  const story = ['alice', 'bob', 'charlie', 'diana', 'eve'].map(key => `${key}@acme.example`)
  const found = await rows(sql`select u.name, u.title, u.status,
      array(select g.name from memberships m join groups g on g.id = m.group_id where m.user_id = u.id and m.ended_at is null order by 1) as groups
    from users u where u.email = any(${sql.param(story)}::text[]) order by u.name`)
  const active = { status: 'active' }
  expect(found).toEqual([
    { name: 'Alice Martin', title: 'Manager', groups: ['Administrators'], ...active },
    { name: 'Bob Fischer', title: 'Engineer', groups: ['Developers'], ...active },
    { name: 'Charlie Osei', title: 'Tech Lead', groups: ['Administrators', 'Developers'], ...active },
    { name: 'Diana Petrova', title: 'Engineer', groups: ['Developers'], ...active },
    { name: 'Eve Laurent', title: 'Marketing Manager', groups: ['Marketing'], ...active },
  ])
  const granted =
    await rows(sql`select g.name, array(select p.resource || ':' || p.action from grants h join permissions p on p.id = h.permission_id
      where h.group_id = g.id and h.ended_at is null order by 1) as keys
    from groups g where g.name in ('Administrators', 'Developers', 'Marketing', 'Viewers') order by g.name`)
  expect(granted).toEqual([
    { name: 'Administrators', keys: ['*:*'] },
    { name: 'Developers', keys: ['production-logs:view', 'repositories:manage', 'staging:deploy'] },
    { name: 'Marketing', keys: ['analytics:view', 'campaigns:manage'] },
    { name: 'Viewers', keys: ['groups:read', 'users:read'] },
  ])
})

test('It can be lived whatever day and time it is', () => {
  const start = () => {
    const groups = ['Administrators', 'Developers', 'Marketing', 'Viewers'].map(name => ({
      id: randomUUID(),
      name,
      grants: new Set(name === 'Administrators' ? ['*:*'] : []),
      asksForFactor: false,
    }))
    const person = (name: string, groupNames: string[]): LivingPerson => ({
      id: randomUUID(),
      name,
      email: 'of-the-story@acme.example',
      title: '',
      status: 'active',
      createdAt: new Date(0),
      groups: new Set(groups.filter(group => groupNames.includes(group.name))),
      place: placeOf(0),
      devices: [],
      days: new Set(),
      ofStory: true,
    })
    const people = [
      person('Alice Martin', ['Administrators']),
      person('Charlie Osei', ['Administrators', 'Developers']),
      person('Bob Fischer', ['Developers']),
      person('Eve Laurent', ['Marketing']),
    ]
    const keys = ['production-logs:view', 'analytics:view', ...builtInPermissions.map(permissionKey)]
    const permissions = new Map(keys.map(key => [key, randomUUID()]))
    return { companyId: randomUUID(), people, groups, permissions }
  }
  for (let day = 0; day < 7; day++) {
    const now = new Date(Date.UTC(2027, 1, 24 + day, [0, 6, 9, 12, 15, 20, 23][day], 59 * (day % 2)))
    const life = lifeOf(start())
    liveTheYear(life, daysBefore(now), now)
    expect(life.rows.auditEvents.length).toBeGreaterThan(5000)
    expect(life.rows.auditEvents.filter(({ at }) => at! > now)).toEqual([])
    expect([...life.people.values()].filter(({ lastSignInAt }) => lastSignInAt! > now)).toEqual([])
  }
})
