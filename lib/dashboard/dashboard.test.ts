import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { listAuditEventsPage } from '@/lib/audit/queries'
import { listGroups } from '@/lib/groups/queries'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { viewMail } from '@/lib/mail/queries'
import { listPermissions } from '@/lib/permissions/queries'
import { listUsersPage } from '@/lib/users/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { viewDashboard } from './queries'

const DAY_MS = 86_400_000
const daysBack = (days: number): Date => new Date(Date.now() - days * DAY_MS)
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The last sign-in of people, as signing in writes it. */
const lastSignIn = (company: MadeCompany, people: { id: string }[], at: Date) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update users set last_sign_in_at = ${at.toISOString()}
      where company_id = ${company.id} and id = any(${sql.param(people.map(({ id }) => id))}::text[]::uuid[])`),
  )

const inTurn = async <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = []
  for (let n = 0; n < count; n++) made.push(await make(n))
  return made
}

const signIn = (user: { id: string }, at: Date, ip?: string) => ({
  event: 'session.started' as const,
  data: { method: 'password' as const },
  at,
  actor: user,
  operation: 'session.signIn',
  ip,
})

const refused = (at: Date, ip?: string) => ({
  event: 'session.refused' as const,
  data: { reason: 'wrong_password' as const },
  at,
  outcome: 'refused' as const,
  operation: 'session.signIn',
  ip,
})

/** With people of every kind, in numbers that differ from each other. */
async function busyCompany() {
  const company = await makeCompany()
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const sales = await company.group({ name: 'Sales', grants: ['campaigns:manage'] })
  const press = await company.group({ name: 'Press', grants: ['press:*', 'press:publish'] })
  await company.group({ name: 'Empty', grants: ['vault:open'] })
  const active = await inTurn(200, n => company.user({ groups: n < 150 ? [sales] : [] }))
  await company.join(active[0]!, press)
  await inTurn(7, () => company.user({ status: 'inactive', groups: [sales] }))
  const invited = await inTurn(5, () => company.invitation({ by: alice, groups: [sales] }))
  await inTurn(3, () => company.invitation({ by: alice, days: 2 }))
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update invitations set expires_at = now() - interval '1 hour'
      where company_id = ${company.id} and id = any(${sql.param(invited.slice(0, 4).map(({ id }) => id))}::text[]::uuid[])`),
  )
  await lastSignIn(company, [alice, ...active.slice(0, 120)], daysBack(3))
  await lastSignIn(company, active.slice(120, 160), daysBack(100))
  for (const person of [alice, ...active.slice(0, 11)]) await company.secondFactor(person)
  const second = await company.user({ name: 'Bert', groups: [company.administrators] })
  await lastSignIn(company, [second], daysBack(1))
  await inTurn(2, () => company.delayedMail(alice))
  await company.events([
    ...active.slice(0, 30).map(user => signIn(user, daysBack(1), '192.0.2.10')),
    ...active.slice(0, 4).map(user => signIn(user, daysBack(2), '192.0.2.20')),
    ...active.slice(0, 9).map(user => signIn(user, daysBack(20), '192.0.2.30')),
    ...Array.from({ length: 12 }, () => refused(new Date(), '198.51.100.7')),
    ...active.slice(0, 40).map(user => ({
      event: 'group.member_added' as const,
      data: { group: { id: sales.id, name: sales.name } },
      at: daysBack(1),
      actor: alice,
      target: { type: 'user' as const, id: user.id },
      operation: 'groups.changeMembers',
    })),
    ...active.slice(0, 6).map(user => ({
      event: 'invitation.accepted' as const,
      data: { groups: [sales.name] },
      at: daysBack(8),
      actor: user,
      target: { type: 'user' as const, id: user.id },
      operation: 'invitations.accept',
    })),
  ])
  return { company, alice, active, sales, reader: await signedIn(company, alice) }
}

/** Somebody else's company, with some of everything. */
async function victim() {
  const company = await makeCompany()
  const other = await company.user({ groups: [company.administrators] })
  await company.group({ grants: ['campaigns:manage'] })
  await company.invitation({ by: other })
  await company.delayedMail(other)
  await company.events([signIn(other, daysBack(1), '192.0.2.10'), refused(new Date())])
}

test('Every number is what a query by hand counts, and what the list says that it leads to', async () => {
  await victim()
  const { company, reader } = await busyCompany()
  const seen = await reader.does(viewDashboard)
  const counted = async (where: ReturnType<typeof sql>): Promise<number> =>
    inCompany(company.id, async ({ tx }) => {
      const rows = await tx.execute<{ n: number }>(sql`select count(*)::int as n from ${where}`)
      return rows[0]!.n
    })
  const ofPeople = (where: ReturnType<typeof sql>) =>
    counted(sql`users u where u.company_id = ${company.id} and ${where}`)
  const hasApp = sql`exists (select 1 from totp_factors t where t.user_id = u.id)`

  expect(seen.people).toEqual({
    active: await ofPeople(sql`u.status = 'active'`),
    invited: await ofPeople(sql`u.status = 'invited'`),
    inactive: await ofPeople(sql`u.status = 'inactive'`),
    neverSignedIn: await ofPeople(sql`u.status = 'active' and u.last_sign_in_at is null`),
    withoutGroup: await ofPeople(
      sql`u.status = 'active' and not exists (select 1 from memberships m where m.user_id = u.id and m.ended_at is null)`,
    ),
  })
  expect(seen.people).toEqual({ active: 202, invited: 8, inactive: 7, neverSignedIn: 40, withoutGroup: 50 })
  for (const status of ['active', 'invited', 'inactive'] as const)
    expect((await reader.does(listUsersPage, { status })).total).toBe(seen.people![status])
  expect(seen.enrolment).toMatchObject({
    active: 202,
    withFactor: await ofPeople(sql`u.status = 'active' and ${hasApp}`),
  })
  expect((await reader.does(listUsersPage, { status: 'active', factor: 'none' })).total).toBe(202 - 12)
  expect(seen.administrators).toEqual({ active: 2, withFactor: 1 })
  for (const factor of ['present', 'none'] as const)
    expect((await reader.does(listUsersPage, { status: 'active', factor, permission: '*:*' })).total).toBe(1)
  expect(seen.stale).toBe(80)
  expect((await reader.does(listUsersPage, { status: 'active', signedIn: 'not-90-days' })).total).toBe(80)
  expect(seen.invitations).toEqual({ expired: 4, expiring: 3 })
  for (const status of ['expired', 'expiring'] as const)
    expect((await reader.does(listInvitationsPage, { status })).total).toBe(seen.invitations![status])
  expect(seen.mail).toEqual({ failed: 0, delayed: 2 })
  expect((await reader.does(viewMail, { state: 'delayed' })).total).toBe(2)
})

test('What one person holds alone is counted and listed, by wildcards too, and full access is left aside', async () => {
  await victim()
  const { reader, company, active } = await busyCompany()
  const seen = await reader.does(viewDashboard)
  const listed = await reader.does(listPermissions, { holders: 'one' })
  expect(listed.permissions.map(({ resource, action }) => `${resource}:${action}`)).toEqual([
    'press:*',
    'press:publish',
  ])
  expect(seen.solelyHeld).toBe(2)
  const groups = await reader.does(listGroups, { members: 'one' })
  expect(groups.groups.map(({ name }) => name)).toEqual(['Press'])
  expect([seen.loneGroups, groups.total]).toEqual([1, 1])
  expect((await reader.does(listGroups, { members: 'none' })).groups.map(({ name }) => name)).toEqual(['Empty'])
  expect((await reader.does(listGroups, { members: 'one', q: 'press' })).total).toBe(1)
  expect((await reader.does(listGroups, { members: 'one', q: 'sales' })).total).toBe(0)
  // Somebody who is not active stands in for nobody, and another active person does.
  const [press] = groups.groups
  await company.user({ status: 'inactive', groups: [press!] })
  expect((await reader.does(viewDashboard)).solelyHeld).toBe(2)
  await company.join(active[1]!, press!)
  expect((await reader.does(viewDashboard)).solelyHeld).toBe(0)
})

test('Days and weeks say how often it happened, as the log does, and from where', async () => {
  await victim()
  const { reader } = await busyCompany()
  const { signIns, weeks, addresses } = await reader.does(viewDashboard)
  expect(signIns).toHaveLength(14)
  expect(signIns!.at(-1)).toEqual({ from: dayOf(new Date()), to: dayOf(new Date()), up: 0, down: 12 })
  expect(signIns!.filter(({ up }) => up).map(({ from, up }) => [from, up])).toEqual([
    [dayOf(daysBack(2)), 4],
    [dayOf(daysBack(1)), 30],
  ])
  for (const { from, to, up, down } of signIns!.slice(-3)) {
    expect((await reader.does(listAuditEventsPage, { event: 'session.started', from, to })).total).toBe(up)
    expect((await reader.does(listAuditEventsPage, { event: 'session.refused', from, to })).total).toBe(down)
  }
  expect(weeks).toHaveLength(12)
  const joined = weeks!.find(({ up }) => up > 0)
  expect(joined!.up).toBe(6)
  expect(new Date(joined!.from).getUTCDay()).toBe(1)
  expect(
    (await reader.does(listAuditEventsPage, { event: 'invitation.accepted', from: joined!.from, to: joined!.to }))
      .total,
  ).toBe(6)
  expect(addresses).toEqual([
    { address: '192.0.2.10', good: 30, bad: 0 },
    { address: '198.51.100.7', good: 0, bad: 12 },
    { address: '192.0.2.20', good: 4, bad: 0 },
  ])
})

test('Changes of access of one day and person are one line', async () => {
  await victim()
  const { reader, alice, sales } = await busyCompany()
  const { changes } = await reader.does(viewDashboard)
  expect(
    changes!.map(({ event, actorId, events, people, groups, cut }) => ({
      event,
      actorId,
      events,
      people,
      groups,
      cut,
    })),
  ).toEqual([
    { event: 'group.member_added', actorId: alice.id, events: 40, people: 40, groups: 1, cut: false },
    expect.objectContaining({ event: 'invitation.accepted', events: 6, people: 6 }),
  ])
  expect(changes![0]!.data).toEqual({ group: { id: sales.id, name: 'Sales' } })
})

test('A company that has just begun has noughts, and its administrator is told of what to do first', async () => {
  await victim()
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const seen = await (await signedIn(company, ada)).does(viewDashboard)
  expect(seen).toMatchObject({
    people: { active: 1, invited: 0, inactive: 0, neverSignedIn: 1, withoutGroup: 0 },
    administrators: { active: 1, withFactor: 0 },
    invitations: { expired: 0, expiring: 0 },
    mail: { failed: 0, delayed: 0 },
    solelyHeld: 0,
    loneGroups: 1,
    addresses: [],
    changes: [],
    helpers: [],
    firstSteps: { hidden: false, required: false, mail: false, invited: false, secured: false },
  })
  expect(seen.signIns!.every(({ up, down }) => up + down === 0)).toBe(true)
  expect(seen.weeks!.every(({ up, down }) => up + down === 0)).toBe(true)
})
