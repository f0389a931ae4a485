import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { accessIn } from '@/db/repositories/access'
import { groupsIn } from '@/db/repositories/groups'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { changeMembers } from '@/lib/groups/commands'
import type { MadeCompany } from '@/testing/factories'
import { importNow, mailCount, office, recruiter, rowsOf, runToEnd, undoToEnd } from '@/testing/imports'
import { refusal, refusalCode, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { reviewImport, startImport, takeUpImport, undoImport } from './commands'

const reviewed = async (person: SignedInUser, content: string): Promise<string> =>
  (await person.does(reviewImport, { fileName: 'people.csv', content })).id

const terms = { message: '', expiryDays: 7 }

const groupsOf = (company: MadeCompany, userId: string): Promise<string[]> =>
  inCompany(company.id, async scope => (await accessIn(scope).groupsOf(userId)).map(({ name }) => name))

const statusOf = (company: MadeCompany, userId: string) =>
  inCompany(company.id, async scope => (await usersIn(scope).find(userId)).status)

const outcomesOf = async (company: MadeCompany, id: string) => (await rowsOf(company, id)).map(row => row.outcome)

describe('Groups for members', () => {
  test('are added where somebody chose it, through the same events and mails as by hand', async () => {
    const { company, ada, adaId } = await office()
    const bob = await company.user({ email: 'bob@acme.example' })
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update users set notify_group_changes = true where id = ${bob.id}`),
    )
    const importId = await reviewed(ada, 'email,groups\nbob@acme.example,Developers; Marketing\nada@acme.example,\n')
    expect((await rowsOf(company, importId)).map(row => [row.verdict, row.reason])).toEqual([
      ['member_groups', 'This person is already a user, but not in Developers and Marketing.'],
      ['member', 'This person is already a user.'],
    ])
    await ada.does(startImport, { importId, addGroups: true, ...terms })
    await runToEnd(company, importId)
    expect(await outcomesOf(company, importId)).toEqual(['added', 'skipped'])
    expect(await groupsOf(company, bob.id)).toEqual(['Developers', 'Marketing'])
    const added = (await auditTrail(company.id)).filter(({ event }) => event === 'group.member_added')
    expect(added.map(({ target_id, actor_id, data }) => [target_id, actor_id, data])).toEqual([
      [bob.id, adaId, { group: expect.objectContaining({ name: 'Developers' }) }],
      [bob.id, adaId, { group: expect.objectContaining({ name: 'Marketing' }) }],
    ])
    expect(await mailCount(company)).toBe(1)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'import.ended',
      data: { added: 1, skipped: 1 },
    })
  })

  test('are not added by silence, and can be later without the file', async () => {
    const { company, ada } = await office()
    const bob = await company.user({ email: 'bob@acme.example' })
    const importId = await reviewed(ada, 'email,groups\nbob@acme.example,Developers\nann@acme.example,Interns\n')
    await ada.does(startImport, { importId, ...terms })
    await runToEnd(company, importId)
    expect(await groupsOf(company, bob.id)).toEqual([])
    expect(await importNow(company, importId)).toMatchObject({ state: 'done', done: 2, total: 2 })
    await ada.does(takeUpImport, { importId, addGroups: true, ...terms })
    expect(await importNow(company, importId)).toMatchObject({ state: 'queued', done: 1, total: 2 })
    await runToEnd(company, importId)
    expect(await groupsOf(company, bob.id)).toEqual(['Developers'])
    expect(await outcomesOf(company, importId)).toEqual(['added', 'failed'])
    await ada.does(takeUpImport, { importId, createGroups: true, ...terms })
    await runToEnd(company, importId)
    expect(await outcomesOf(company, importId)).toEqual(['added', 'invited'])
    const before = await snapshot(company.id)
    expect(
      await refusalCode(
        ada.does(takeUpImport, { importId, createGroups: true, addGroups: true, reactivate: true, ...terms }),
      ),
    ).toBe('wrong_status')
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('need the permission to change groups, and what the groups grant', async () => {
    const { company } = await office()
    const bob = await company.user({ email: 'bob@acme.example' })
    const { person } = await recruiter(company, ['staging:deploy'])
    const importId = await reviewed(person, 'email,groups\nbob@acme.example,Developers\n')
    const before = await snapshot(company.id)
    expect(await refusalCode(person.does(startImport, { importId, addGroups: true, ...terms }))).toBe('forbidden')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    const { person: lead } = await recruiter(company, ['groups:update'])
    expect(await refusalCode(lead.does(startImport, { importId, addGroups: true, ...terms }))).toBe('not_held')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    const { person: both } = await recruiter(company, ['groups:update', 'staging:deploy'])
    await both.does(startImport, { importId, addGroups: true, ...terms })
    await runToEnd(company, importId)
    expect(await groupsOf(company, bob.id)).toEqual(['Developers'])
  })

  test('are taken back by undoing, where they are still as the import left them', async () => {
    const { company, ada, adaId } = await office()
    const [bob, eve] = [
      await company.user({ email: 'bob@acme.example' }),
      await company.user({ email: 'eve@acme.example' }),
    ]
    const importId = await reviewed(
      ada,
      'email,groups\nbob@acme.example,Developers\neve@acme.example,Developers; Marketing\nann@acme.example,Marketing\n',
    )
    await ada.does(startImport, { importId, addGroups: true, ...terms })
    await runToEnd(company, importId)
    const developers = await inCompany(
      company.id,
      async scope => (await groupsIn(scope).byNames(['Developers']))[0]!.id,
    )
    // By hand again: that is no longer what the import gave.
    const key = { groupId: developers, userId: eve.id }
    await ada.does(changeMembers, { add: [], remove: [key] })
    await ada.does(changeMembers, { add: [key], remove: [] })
    await ada.does(undoImport, { importId })
    await undoToEnd(company, importId)
    expect([await groupsOf(company, bob.id), await groupsOf(company, eve.id)]).toEqual([[], ['Developers']])
    expect(await outcomesOf(company, importId)).toEqual(['undone', 'undone', 'undone'])
    const trail = await auditTrail(company.id)
    expect(trail.at(-1)).toMatchObject({ event: 'import.undone', data: { cancelled: 1, removed: 2 } })
    const removed = trail.filter(
      ({ event, operation }) => event === 'group.member_removed' && operation === 'imports.undo',
    )
    expect(removed.map(({ target_id, actor_id }) => [target_id, actor_id])).toEqual([
      [bob.id, adaId],
      [eve.id, adaId],
    ])
  })

  test('are not taken back by who may not change groups, whatever these grant', async () => {
    const { company, ada } = await office()
    const staging = await company.group({ name: 'Staging', grants: ['staging:deploy'] })
    const bob = await company.user({ email: 'bob@acme.example' })
    const importId = await reviewed(ada, 'email,groups\nbob@acme.example,Staging\n')
    await ada.does(startImport, { importId, addGroups: true, ...terms })
    await runToEnd(company, importId)
    const importers = await company.group({ name: 'Importers', grants: ['users:import'] })
    const ivo = await signedIn(company, await company.user({ groups: [importers] }))
    const before = await snapshot(company.id)
    const refused = await refusal(ivo.does(undoImport, { importId }))
    expect([refused.code, refused.message]).toEqual(['forbidden', expect.stringContaining('groups:update')])
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
    expect(await groupsOf(company, bob.id)).toEqual([staging.name])
    await ada.does(undoImport, { importId })
    await undoToEnd(company, importId)
    expect(await groupsOf(company, bob.id)).toEqual([])
  })

  test('that grant what the undoer does not hold are not theirs to take back', async () => {
    const { company, ada } = await office()
    await company.group({ name: 'Helpers', grants: ['users:deactivate'] })
    const bob = await company.user({ email: 'bob@acme.example' })
    const importId = await reviewed(ada, 'email,groups\nbob@acme.example,Helpers\n')
    await ada.does(startImport, { importId, addGroups: true, ...terms })
    await runToEnd(company, importId)
    const editors = await company.group({ name: 'Editors', grants: ['users:import', 'groups:update'] })
    const person = await signedIn(company, await company.user({ groups: [editors] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(person.does(undoImport, { importId }))).toBe('not_held')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    await ada.does(undoImport, { importId })
    await undoToEnd(company, importId)
    expect(await groupsOf(company, bob.id)).toEqual([])
  })
})

describe('Inactive people', () => {
  test('are reactivated where somebody chose it, with the groups of their rows where that was chosen too', async () => {
    const { company, ada } = await office()
    const marketing = await company.group({ name: 'Press' })
    const [eve, ivo] = [
      await company.user({ email: 'eve@acme.example', status: 'inactive', groups: [marketing] }),
      await company.user({ email: 'ivo@acme.example', status: 'inactive' }),
    ]
    const importId = await reviewed(ada, 'email,groups\neve@acme.example,Developers\nivo@acme.example,\n')
    await ada.does(startImport, { importId, reactivate: true, addGroups: true, ...terms })
    await runToEnd(company, importId)
    expect([await statusOf(company, eve.id), await statusOf(company, ivo.id)]).toEqual(['active', 'active'])
    expect(await groupsOf(company, eve.id)).toEqual(['Developers', 'Press'])
    expect(await outcomesOf(company, importId)).toEqual(['reactivated', 'reactivated'])
    const events = (await auditTrail(company.id)).filter(({ event }) => event === 'user.reactivated')
    expect(events.map(({ target_id, data }) => [target_id, data])).toEqual([
      [eve.id, { groups: ['Press'] }],
      [ivo.id, { groups: [] }],
    ])
  })

  test('stay inactive without the choice, and need the permission that reactivating needs', async () => {
    const { company, ada } = await office()
    const eve = await company.user({ email: 'eve@acme.example', status: 'inactive' })
    const importId = await reviewed(ada, 'email\neve@acme.example\n')
    const { person } = await recruiter(company)
    const before = await snapshot(company.id)
    expect(await refusalCode(person.does(startImport, { importId, reactivate: true, ...terms }))).toBe('forbidden')
    expect((await snapshot(company.id)).imports).toEqual(before.imports)
    await person.does(startImport, { importId, ...terms })
    await runToEnd(company, importId)
    expect(await statusOf(company, eve.id)).toBe('inactive')
    const { person: helper } = await recruiter(company, ['users:deactivate'])
    await helper.does(takeUpImport, { importId, reactivate: true, ...terms })
    await runToEnd(company, importId)
    expect(await statusOf(company, eve.id)).toBe('active')
  })

  test('who have more than whoever started it stay inactive, and the others are reactivated', async () => {
    const { company } = await office()
    const strong = await company.user({ email: 'strong@acme.example', status: 'inactive', can: ['vault:open'] })
    const plain = await company.user({ email: 'plain@acme.example', status: 'inactive' })
    const { person } = await recruiter(company, ['users:deactivate'])
    const importId = await reviewed(person, 'email\nstrong@acme.example\nplain@acme.example\n')
    await person.does(startImport, { importId, reactivate: true, ...terms })
    await runToEnd(company, importId)
    expect([await statusOf(company, strong.id), await statusOf(company, plain.id)]).toEqual(['inactive', 'active'])
    const [first] = await rowsOf(company, importId)
    expect([first!.outcome, first!.reason]).toEqual(['failed', expect.stringContaining('vault:open')])
  })

  test('are left alone when whoever started it may no longer reactivate anybody, and the import stops', async () => {
    const { company, ada } = await office()
    const eve = await company.user({ email: 'eve@acme.example', status: 'inactive' })
    const group = await company.group({ grants: ['users:import', 'users:deactivate'] })
    const lead = await company.user({ groups: [group] })
    const person = await signedIn(company, lead)
    const importId = await reviewed(person, 'email\neve@acme.example\n')
    await person.does(startImport, { importId, reactivate: true, ...terms })
    const [importers] = [await company.group({ grants: ['users:import'] })]
    await ada.does(changeMembers, {
      add: [{ groupId: importers!.id, userId: lead.id }],
      remove: [{ groupId: group.id, userId: lead.id }],
    })
    await runToEnd(company, importId)
    expect([(await importNow(company, importId)).state, await statusOf(company, eve.id)]).toEqual([
      'stopped',
      'inactive',
    ])
  })
})

describe('Rows with one address', () => {
  test('are one person with the groups of all and the first name that any gives', async () => {
    const { company, ada } = await office()
    const importId = await reviewed(
      ada,
      'email,name,groups\nann@acme.example,,Developers\nANN@acme.example,Ann Lee,Marketing\nann@acme.example,Anna Lee,Developers\n',
    )
    expect((await rowsOf(company, importId)).map(row => [row.verdict, row.reason])).toEqual([
      ['new', null],
      ['duplicate', 'This address is also in line 2. Its groups are added there.'],
      ['duplicate', 'This address is also in line 2. The name in that line is used: Ann Lee.'],
    ])
    await ada.does(startImport, { importId, ...terms })
    await runToEnd(company, importId)
    const ann = await inCompany(company.id, async scope => (await usersIn(scope).byEmails(['ann@acme.example']))[0]!)
    expect([ann.name, await groupsOf(company, ann.id)]).toEqual(['Ann Lee', ['Developers', 'Marketing']])
  })

  test('of whom one names a group that nobody made wait for it together, and too many groups are told', async () => {
    const { company, ada } = await office()
    const many = (from: number) => Array.from({ length: 15 }, (_, n) => `G${from + n}`).join(';')
    const importId = await reviewed(
      ada,
      `email,groups\nann@acme.example,Developers\nann@acme.example,Interns\nzoe@acme.example,${many(0)}\nzoe@acme.example,${many(15)}\n`,
    )
    expect((await rowsOf(company, importId)).map(row => row.verdict)).toEqual([
      'unknown_group',
      'duplicate',
      'unknown_group',
      'invalid',
    ])
    expect((await rowsOf(company, importId))[3]!.reason).toBe(
      'With line 4, this person would be in 30 groups. A row can name at most 20.',
    )
  })
})
