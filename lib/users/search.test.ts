import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { credentialsIn } from '@/db/repositories/credentials'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { listAuditEvents } from '@/lib/audit/queries'
import { runBulk } from '@/lib/bulk/commands'
import { previewBulk } from '@/lib/bulk/queries'
import { listCandidates } from '@/lib/groups/choices'
import { createGroup, updateGroup } from '@/lib/groups/commands'
import { listGroups, viewGroupPage } from '@/lib/groups/queries'
import { reviewImport } from '@/lib/imports/commands'
import { viewImportPage } from '@/lib/imports/queries'
import { sendInvitations } from '@/lib/invitations/commands'
import { createPermission } from '@/lib/permissions/commands'
import { listPermissions } from '@/lib/permissions/queries'
import { renameProfile } from '@/lib/profile/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { rowsOf, runToEnd, startedImport } from '@/testing/imports'
import { refusal, signedIn, type SignedInUser } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { deactivateUser, deleteUser, updateUser } from './commands'
import { listUsers } from './queries'

async function companyWithAdministrator(): Promise<{ company: MadeCompany; as: SignedInUser; ada: { id: string } }> {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Administrator', title: 'Boss', groups: [company.administrators] })
  return { company, ada, as: await signedIn(company, ada) }
}

const namesFound = async (as: SignedInUser, q: string): Promise<string[]> =>
  (await as.does(listUsers, { q })).users.map(({ name }) => name)

describe('People are found', () => {
  test('by their own names, however these are written and in any order', async () => {
    const { company, as } = await companyWithAdministrator()
    const names = ['Zoë Schmidt', 'Łukasz Żółć', 'Αλέξανδρος Παπαδόπουλος', 'İlker Işık', 'Rosa Groß', 'Øystein Æsøy']
    for (const name of names) await company.user({ name, title: 'Writer' })
    for (const [typed, name] of [
      ['zoe schmidt', names[0]],
      ['schmidt zoe', names[0]],
      ['SCHM zo', names[0]],
      ['lukasz', names[1]],
      ['ŁUKASZ zolc', names[1]],
      ['ΠΑΠΑΔΟΠΟΥΛΟΣ', names[2]],
      ['παπαδόπουλος', names[2]],
      ['παπαδοπουλοσ', names[2]],
      ['İLKER', names[3]],
      ['ilker isik', names[3]],
      ['ILKER', names[3]],
      ['gross', names[4]],
      ['GROSS', names[4]],
      ['groß', names[4]],
      ['oystein aesoy', names[5]],
    ])
      expect([typed, await namesFound(as, typed!)]).toEqual([typed, [name]])
    for (const name of names) expect([name, await namesFound(as, name)]).toEqual([name, [name]])
    expect(await namesFound(as, 'chmidt')).toEqual([])
  })

  test('by title and by the parts of their address', async () => {
    const { company, as } = await companyWithAdministrator()
    await company.user({ name: 'Grace', title: 'Senior Recruiter', email: 'g.hopper+navy@mail.acme.example' })
    await company.user({ name: 'Bob', title: 'Writer', email: 'bob@globex.example' })
    for (const typed of ['recruiter', 'RECR sen', 'hopper', 'navy', 'acme', 'g.hopper+navy@mail.acme.example'])
      expect([typed, await namesFound(as, typed)]).toEqual([typed, ['Grace']])
  })

  test('É beside E in the list', async () => {
    const { company, as } = await companyWithAdministrator()
    for (const name of ['Zoe', 'Éva', 'Eve', 'Ezra', 'Ådam', 'adele', 'Bob']) await company.user({ name })
    const { users } = await as.does(listUsers, {})
    expect(users.map(({ name }) => name)).toEqual([
      'Ådam',
      'adele',
      'Administrator',
      'Bob',
      'Éva',
      'Eve',
      'Ezra',
      'Zoe',
    ])
  })

  test('for a group, and all of them for a bulk act', async () => {
    const { company, as } = await companyWithAdministrator()
    const group = await company.group({ name: 'Writers' })
    for (const name of ['Zoë Schmidt', 'Zoe Schmied', 'Schmidt Zoé']) await company.user({ name, title: 'x' })
    await company.user({ name: 'Zoë', groups: [group] })
    const { people } = await as.does(listCandidates, { groupId: group.id, q: 'schmidt ZOE' })
    expect(people.map(({ name }) => name)).toEqual(['Schmidt Zoé', 'Zoë Schmidt'])
    const all = { act: 'add' as const, groupId: group.id, all: 'yes' as const, q: 'zoe schmi' }
    expect(await as.does(previewBulk, all)).toMatchObject({ selected: 3, concerned: 3 })
    expect(await as.does(runBulk, { ...all, expected: 3 })).toMatchObject({ done: 3 })
    expect((await as.does(listUsers, { q: 'schmi', group: group.id })).users).toHaveLength(3)
  })

  test('in the audit log under former names too, and nowhere once they are deleted', async () => {
    const { company, as } = await companyWithAdministrator()
    const rosa = await company.user({ name: 'Rosa Müller', email: 'rosa@acme.example', title: 'Writer' })
    const asRosa = await signedIn(company, rosa)
    await asRosa.does(renameProfile, { name: 'Rosa Weiß' })
    await as.does(updateUser, { userId: rosa.id, name: 'Rosalie Weiß', title: 'Editor' })
    const about = async (person: string) =>
      (await as.does(listAuditEvents, { person, kind: 'change' })).events.map(({ event }) => event)
    for (const person of ['muller', 'MÜLLER rosa', 'weiss', 'rosalie', 'rosa muller', 'rosalie muller'])
      expect([person, await about(person)]).toEqual([person, ['user.updated', 'profile.renamed']])
    expect(await namesFound(as, 'muller')).toEqual([])
    await as.does(deactivateUser, { userId: rosa.id, reason: '' })
    await as.does(deleteUser, { userId: rosa.id, confirmation: 'ROSA@acme.example' })
    expect(await about('muller')).toEqual([])
    const words = (await snapshot(company.id)).search_words as { id: string }[]
    expect(words.filter(({ id }) => id === rosa.id)).toEqual([])
  })
})

describe('Groups', () => {
  test('are found by name, slug and description', async () => {
    const { company, as } = await companyWithAdministrator()
    await company.group({ name: 'Łódź office', slug: 'branch-pl' })
    await company.group({ name: 'Hiring', description: 'Every recruiter of the house.' })
    const found = async (q: string) => (await as.does(listGroups, { q })).groups.map(({ name }) => name)
    expect(await found('lodz')).toEqual(['Łódź office'])
    expect(await found('branch')).toEqual(['Łódź office'])
    expect(await found('recruiter')).toEqual(['Hiring'])
    expect(await found('ranch')).toEqual([])
  })

  test('cannot have names that are the same but for capitals, accents or a final sigma', async () => {
    const { company, as } = await companyWithAdministrator()
    await as.does(createGroup, { name: 'ΟΔΟΣ', slug: 'one', description: '' })
    await as.does(createGroup, { name: 'Café', slug: 'two', description: '' })
    const before = await snapshot(company.id)
    for (const name of ['οδος', 'οδοσ', 'Οδός', 'CAFE', 'Cafe\u0301', ' café '])
      expect([name, (await refusal(as.does(createGroup, { name, slug: 'three', description: '' }))).fields]).toEqual([
        name,
        { name: 'Another group has this name.' },
      ])
    expect((await snapshot(company.id)).groups).toEqual(before.groups)
    await as.does(createGroup, { name: 'Οδοί', slug: 'three', description: '' })
  })

  test('that had such names before go on: they can be edited, and one of them renamed', async () => {
    const { company, as } = await companyWithAdministrator()
    const first = await company.group({ name: 'ΟΔΟΣ' })
    const second = await company.group({ name: 'another' })
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update groups set name = 'οδος', name_key = E'οδοσ\nοδος' where id = ${second.id}`),
    )
    const change = { groupId: second.id, slug: 'second', description: 'Of old.' }
    await as.does(updateGroup, { ...change, name: 'οδος' })
    expect((await refusal(as.does(updateGroup, { ...change, name: 'Οδος' }))).fields).toEqual({
      name: 'Another group has this name.',
    })
    const rows = 'email,name,groups\nbea@example.com,Bea,οδος\neve@example.com,Eve,ΟΔΟΣ\n'
    const review = await as.does(reviewImport, { fileName: 'x.csv', content: rows })
    expect(review.verdicts).toEqual({ new: 2 })
    await as.does(updateGroup, { ...change, name: 'Οδοί' })
    expect((await as.does(viewGroupPage, { groupId: first.id })).group.name).toBe('ΟΔΟΣ')
  })
})

test('Permissions are found by their keys and descriptions', async () => {
  const { as } = await companyWithAdministrator()
  await as.does(createPermission, {
    resource: 'candidates',
    action: 'interview',
    description: 'What a recruiter does.',
  })
  const found = async (q: string) => {
    const { permissions, wildcards } = await as.does(listPermissions, { q })
    expect(wildcards).toEqual(['*:*'])
    return permissions.map(({ resource, action }) => `${resource}:${action}`)
  }
  expect(await found('recruiter')).toEqual(['candidates:interview'])
  expect(await found('candidates:interview')).toEqual(['candidates:interview'])
  expect(await found('users inv')).toEqual(expect.arrayContaining(['users:invite']))
  expect(await found('ecruiter')).toEqual([])
})

describe('What a file or a form names is what is there', () => {
  test('An import of people with İ and ς in addresses and groups starts, invites and makes one group of each name', async () => {
    const { company, as } = await companyWithAdministrator()
    await company.group({ name: 'İSTANBUL' })
    const content = [
      'email,name,groups',
      'İLKER@example.com,İlker,istanbul;ΟΔΟΣ',
      'ΟΔΥΣΣΕΥΣ@example.com,Οδυσσεύς,οδος',
      'οδυσσευς@example.com,Twice,οδοσ',
      'ilker@example.com,Twice,İstanbul',
    ].join('\n')
    const { id, verdicts } = await as.does(reviewImport, { fileName: 'x.csv', content })
    expect(verdicts).toEqual({ unknown_group: 2, duplicate: 2 })
    expect((await as.does(viewImportPage, { importId: id })).unknownGroups).toHaveLength(1)
    const importId = await startedImport(as, content, { createGroups: true })
    await runToEnd(company, importId)
    expect((await rowsOf(company, importId)).map(({ outcome }) => outcome)).toEqual([
      'invited',
      'invited',
      'skipped',
      'skipped',
    ])
    const { groups } = await as.does(listGroups, {})
    expect(groups.map(({ name, members }) => [name, members]).sort()).toEqual(
      [
        ['Administrators', 1],
        ['İSTANBUL', 1],
        ['ΟΔΟΣ', 2],
      ].sort(),
    )
    const again = await as.does(reviewImport, { fileName: 'x.csv', content })
    expect(again.verdicts).toEqual({ invited: 2, duplicate: 2 })
  })

  test('Nobody is invited twice under one address in other capitals, and who differs by an accent is somebody else', async () => {
    const { company, as } = await companyWithAdministrator()
    const invite = (addresses: string) => as.does(sendInvitations, { addresses, expiryDays: 7 })
    await invite('josé@example.com\nİlker@example.com')
    const before = await snapshot(company.id)
    const error = await refusal(invite('JOSÉ@example.com\nilker@example.com'))
    expect(error.status).toBeGreaterThanOrEqual(400)
    expect((await snapshot(company.id)).users).toEqual(before.users)
    await invite('jose@example.com')
    const known = await inCompany(company.id, scope => usersIn(scope).byEmails(['JOSE@EXAMPLE.COM']))
    expect(known.map(({ email }) => email)).toEqual(['jose@example.com'])
  })

  test('Of two who had one address but for its spelling before, each signs in by exactly theirs', async () => {
    const { company, as } = await companyWithAdministrator()
    const [one, other] = [
      await company.user({ email: 'ΟΔΟΣ@example.com' }),
      await company.user({ email: 'later@example.com' }),
    ]
    await inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`update users set email = 'οδος@example.com', email_key = E'οδοσ@example.com\nοδος@example.com' where id = ${other.id}`,
      ),
    )
    const idOf = (email: string) => inCompany(company.id, async scope => (await credentialsIn(scope).of(email))?.id)
    expect(await idOf('ΟΔΟΣ@example.com')).toBe(one.id)
    expect(await idOf('Οδοσ@example.com')).toBe(one.id)
    expect(await idOf('οδος@example.com')).toBe(other.id)
    const takenBy = async (email: string) =>
      (
        await as.does(sendInvitations, { addresses: `${email}, zoe-${randomUUID()}@example.com`, expiryDays: 7 })
      ).taken.map(({ userId }) => userId)
    expect(await takenBy('ΟΔΟΣ@example.com')).toEqual([one.id])
    expect(await takenBy('οδος@example.com')).toEqual([other.id])
  })
})

test('Who renames themselves again and again keeps the words of their first names, and each time costs the same', async () => {
  const { company, as, ada } = await companyWithAdministrator()
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const nameOf = (n: number) => Array.from({ length: 25 }, (_, at) => `${letters[n]}${letters[at]}`).join(' ')
  for (let n = 0; n < 12; n++) await as.does(renameProfile, { name: nameOf(n) })
  const [row] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ count: number }>(
      sql`select count(*)::int as count from search_words where id = ${ada.id} and kind = 'former_user'`,
    ),
  )
  expect(row!.count).toBe(200)
  const { events } = await as.does(listAuditEvents, { person: 'administrator' })
  expect(events.length).toBeGreaterThan(0)
})
