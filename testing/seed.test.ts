import { sql, type SQL } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectKeys } from '@/db/inspect-keys'
import { inCompany } from '@/db/scope'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { namesOfGroups } from './bulk/departments'
import { makeCompany, type MadeCompany } from './factories'
import { seedBulk } from './seed'

let company: MadeCompany
const asAdmin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })

const rows = <Row extends Record<string, unknown>>(query: SQL): Promise<Row[]> =>
  inCompany(company.id, async ({ tx }) => [...(await tx.execute(query))] as Row[])
const none = (query: SQL) => expect(rows(query)).resolves.toEqual([])

beforeAll(async () => {
  company = await makeCompany()
  await seedBulk({ slug: company.slug, users: 400, groups: 30, events: 1500 })
  await seedBulk({ slug: company.slug, users: 100, groups: 30, events: 0 })
})

afterAll(() => asAdmin.end())

test('Many people are found by their names, addresses and titles, and their groups by what they are called', async () => {
  expect(await inspectKeys(asAdmin, [company.id])).toEqual([])
  const [counts] = await rows(sql`select (select count(*)::int from users) as users,
    (select count(*)::int from groups where name <> 'Administrators') as groups, (select count(*)::int from audit_events) as events`)
  expect(counts).toEqual({ users: 500, groups: 60, events: 1500 })
  await none(sql`select g.name from groups g where not exists (select 1 from grants h where h.open_group_id = g.id)`)
})

test('They came over years, some left with their memberships, and some are invited or were', async () => {
  const statuses = await rows<{ status: string; count: number }>(
    sql`select status, count(*)::int as count from users group by status order by status`,
  )
  expect(statuses.map(({ status }) => status)).toEqual(['active', 'inactive', 'invited'])
  for (const { count } of statuses) expect(count).toBeGreaterThan(5)
  await none(sql`select id from users where status is distinct from
    (select status from user_statuses s where s.user_id = users.id and s.ended_at is null)`)
  await none(sql`select m.id from memberships m join users u on u.id = m.user_id
    where m.valid_from < u.created_at or m.ended_at < m.valid_from or m.ended_at > now() or (u.status = 'inactive') and m.ended_at is null`)
  await none(sql`select m.id from memberships m join groups g on g.id = m.group_id where m.valid_from < g.created_at`)
  const [invitations] = await rows(sql`select count(*) filter (where accepted_at is not null) > 0 as accepted,
    count(*) filter (where accepted_at is null and expires_at < now()) > 0 as expired,
    count(*) filter (where accepted_at is null and expires_at > now()) > 0 as open from invitations`)
  expect(invitations).toEqual({ accepted: true, expired: true, open: true })
})

test('What they did, they did while they were here, and is told with its own facts', async () => {
  await none(sql`select e.id from audit_events e where e.at > now() or e.actor_id is not null and not exists (
    select 1 from user_statuses s where s.user_id = e.actor_id and s.status = 'active'
      and s.valid_from <= e.at and e.at <= coalesce(s.ended_at, 'infinity'))`)
  const events = await rows<{ event: keyof typeof eventCatalogue; data: object }>(
    sql`select distinct event, data from audit_events`,
  )
  expect(events.length).toBeGreaterThan(9)
  for (const { event, data } of events)
    expect([event, eventCatalogue[event].facts.safeParse(data).error]).toEqual([event, undefined])
})

test('As many groups have a name as a company can have, each its own', () => {
  const names = new Set<string>()
  for (const { name } of namesOfGroups()) {
    names.add(name)
    if (names.size === 10_000) break
  }
  expect(names).toContain('Sales – Nordics')
  expect(names).toContain('Support – Tier 2')
})
