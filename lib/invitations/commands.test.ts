import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import type { AnyOperation } from '@/lib/operation/define'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { cancelInvitation, resendInvitation, revealInvitationLink, sendInvitations } from './commands'
import { listInvitations, newInvitation } from './queries'

async function companyWithAda() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, ada, asAda: await signedIn(company, ada) }
}

const personOf = (companyId: string, email: string) =>
  inCompany(companyId, async scope => (await usersIn(scope).byEmails([email]))[0])

/** As if the days had gone by. */
const expire = (companyId: string, id: string) =>
  inCompany(companyId, ({ tx }) =>
    tx.execute(sql`update invitations set expires_at = now() - interval '1 second' where id = ${id}`),
  )

describe('Inviting', () => {
  test('makes users with their groups, a mail each and an event each, for as many days as the company says', async () => {
    const { company, asAda } = await companyWithAda()
    const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
    const input = {
      addresses: 'Frank Castle <frank@acme.example>; matt@acme.example, FRANK@acme.example',
      groupIds: [developers.id, developers.id],
      message: 'Welcome!',
    }
    const { invited, taken, days } = await asAda.does(sendInvitations, input)
    expect([invited.map(({ email }) => email), taken, days]).toEqual([
      ['frank@acme.example', 'matt@acme.example'],
      [],
      7,
    ])
    expect(await personOf(company.id, 'frank@acme.example')).toMatchObject({ name: 'Frank Castle', status: 'invited' })
    const { invitations } = await asAda.does(listInvitations)
    expect(invitations).toHaveLength(2)
    expect(invitations[0]).toMatchObject({
      status: 'pending',
      inviterName: 'Ada',
      mailState: 'queued',
      message: 'Welcome!',
      groups: [{ name: 'Developers' }],
    })
    const events = (await auditTrail(company.id)).filter(({ event }) => event === 'invitation.sent')
    expect(events.map(({ target_id, data }) => [target_id, data])).toEqual(
      invited.map(({ userId }) => [userId, { groups: ['Developers'], days: 7 }]),
    )
  })

  test('takes the name for one address only, and says so at the field', async () => {
    const { company, asAda } = await companyWithAda()
    const before = await snapshot(company.id)
    const error = await refusal(
      asAda.does(sendInvitations, { addresses: 'a@acme.example b@acme.example', name: 'Frank' }),
    )
    expect([error.status, Object.keys(error.fields ?? {})]).toEqual([422, ['name']])
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(sendInvitations, { addresses: 'a@acme.example', name: 'Frank' })
    expect(await personOf(company.id, 'a@acme.example')).toMatchObject({ name: 'Frank' })
  })

  test.each([
    ['addresses', { addresses: '' }, 'Enter an email address'],
    ['addresses', { addresses: 'frank, matt@acme.example, foo@' }, '“frank”, “foo@”'],
    ['addresses', { addresses: Array.from({ length: 101 }, (_, n) => `a${n}@acme.example`) }, 'This list has 101'],
    ['addresses', { addresses: `${'x'.repeat(60_000)}@acme.example` }, 'too long'],
    ['message', { addresses: 'a@acme.example', message: 'x'.repeat(1001) }, 'at most 1000'],
    ['expiryDays', { addresses: 'a@acme.example', expiryDays: '0' }, 'at least 1 day'],
    ['expiryDays', { addresses: 'a@acme.example', expiryDays: 31 }, 'at most 30 days'],
    ['expiryDays', { addresses: 'a@acme.example', expiryDays: 'soon' }, 'a number of days'],
  ])('with a bad value of %s gets a sentence there, and nothing changes: %j', async (field, input, words) => {
    const { company, asAda } = await companyWithAda()
    const before = await snapshot(company.id)
    const error = await refusal(asAda.does(sendInvitations, input))
    expect([error.code, error.fields?.[field]]).toEqual(['invalid_input', expect.stringContaining(words)])
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('takes people as programs have them, with their titles, which the list of users then finds', async () => {
    const { company, asAda } = await companyWithAda()
    const people = [
      { email: 'frank@acme.example', name: 'Frank Castle', title: 'Tech Lead' },
      { email: 'matt@acme.example' },
      'Jessica Jones <jessica@acme.example>',
    ]
    const { invited } = await asAda.does(sendInvitations, { addresses: people })
    expect(invited).toHaveLength(3)
    await asAda.does(sendInvitations, { addresses: 'Name\tTitle\tEmail\nLuke Cage\tOwner\tluke@acme.example' })
    const { users } = await snapshot(company.id)
    expect(users).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: 'frank@acme.example', name: 'Frank Castle', title: 'Tech Lead' }),
        expect.objectContaining({ email: 'matt@acme.example', name: 'matt@acme.example', title: null }),
        expect.objectContaining({ email: 'jessica@acme.example', name: 'Jessica Jones', title: null }),
        expect.objectContaining({ email: 'luke@acme.example', name: 'Luke Cage', title: 'Owner' }),
      ]),
    )
    expect((await asAda.does(listUsers, { q: 'tech lead' })).users.map(({ email }) => email)).toEqual([
      'frank@acme.example',
    ])
  })

  test.each([
    ['a line of a list', ['frank@acme.example\nmatt@acme.example'], '“frank@acme.example'],
    ['a name', [{ email: 'frank@acme.example\nmatt@acme.example' }], 'Enter an email address'],
    ['a name in quotes', '"Frank\nmatt@acme.example" <frank@acme.example>', '“"Frank”'],
  ])('makes nobody a recipient by a line break within %s', async (_, addresses, words) => {
    const { company, asAda } = await companyWithAda()
    const before = await snapshot(company.id)
    const error = await refusal(asAda.does(sendInvitations, { addresses }))
    expect(Object.values(error.fields ?? {}).join()).toContain(words)
    expect(await snapshot(company.id)).toEqual(before)
    const { invited } = await asAda.does(sendInvitations, {
      addresses: [{ email: 'frank@acme.example', name: 'Frank\nmatt@acme.example' }],
    })
    expect(invited.map(({ email }) => email)).toEqual(['frank@acme.example'])
  })

  test('by a table that names groups is left to the import, and without that column is done', async () => {
    const { company, asAda } = await companyWithAda()
    const before = await snapshot(company.id)
    const error = await refusal(
      asAda.does(sendInvitations, { addresses: 'Email,Groups\nfrank@acme.example,Administrators' }),
    )
    expect(error.fields?.addresses).toContain('only an import can assign')
    expect(await snapshot(company.id)).toEqual(before)
    expect(
      (await asAda.does(sendInvitations, { addresses: 'Email,Floor\nfrank@acme.example,3' })).invited,
    ).toHaveLength(1)
  })

  test('leaves out who is a member, invited or inactive, says what they are, and invites the others', async () => {
    const { company, asAda } = await companyWithAda()
    const member = await company.user({ email: 'member@acme.example' })
    const gone = await company.user({ email: 'gone@acme.example', status: 'inactive' })
    const pending = await company.invitation({ email: 'pending@acme.example', by: member })
    const addresses = ['Member@acme.example', 'gone@acme.example', 'pending@acme.example']
    const before = await snapshot(company.id)
    const nobody = await refusal(asAda.does(sendInvitations, { addresses }))
    expect([nobody.code, nobody.status]).toEqual(['nobody_new', 409])
    expect(nobody.fields?.addresses).toContain('Member@acme.example is already a user. gone@acme.example is inactive')
    expect(await snapshot(company.id)).toEqual(before)
    const { invited, taken } = await asAda.does(sendInvitations, {
      addresses: [...addresses, 'new@acme.example'],
    })
    expect(invited.map(({ email }) => email)).toEqual(['new@acme.example'])
    expect(taken).toEqual([
      { email: 'Member@acme.example', status: 'active', userId: member.id },
      { email: 'gone@acme.example', status: 'inactive', userId: gone.id },
      { email: 'pending@acme.example', status: 'invited', invitationId: pending.id, userId: pending.userId },
    ])
    expect(nobody.details).toEqual({ taken })
  })

  test('leads nobody to people whom they may not see', async () => {
    const { company } = await companyWithAda()
    await company.user({ email: 'member@acme.example' })
    const ines = await signedIn(company, await company.user({ can: ['users:invite'] }))
    const { taken } = await ines.does(sendInvitations, { addresses: 'member@acme.example new@acme.example' })
    expect(taken).toEqual([{ email: 'member@acme.example', status: 'active' }])
  })

  test('into a group that grants what the inviter does not hold is refused, into another it is not', async () => {
    const { company } = await companyWithAda()
    const viewers = await company.group({ grants: ['users:read'] })
    const ines = await signedIn(company, await company.user({ can: ['users:invite', 'users:read'] }))
    const before = await snapshot(company.id)
    const addresses = 'frank@acme.example'
    expect(
      await refusalCode(ines.does(sendInvitations, { addresses, groupIds: [viewers.id, company.administrators.id] })),
    ).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await ines.does(sendInvitations, { addresses, groupIds: [viewers.id] })
  })

  test("into another company's group is refused like into one that never existed", async () => {
    const { company, asAda } = await companyWithAda()
    const foreign = await (await makeCompany()).group()
    const before = await snapshot(company.id)
    const answers = []
    for (const groupId of [foreign.id, crypto.randomUUID(), 'nonsense']) {
      const { code, status, message } = await refusal(
        asAda.does(sendInvitations, { addresses: 'frank@acme.example', groupIds: [groupId] }),
      )
      answers.push([code, status, message])
    }
    expect(answers).toEqual(Array.from({ length: 3 }, () => ['not_found', 404, 'Group not found.']))
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('is looked for without the audit log keeping whom', async () => {
    const { company, asAda } = await companyWithAda()
    await asAda.does(listInvitations, { q: 'jane.doe@acme.example' })
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'invitations.listed',
      data: { filters: { q: 'j…@acme.example' } },
    })
  })

  test('the same address twice at the same moment invites once', async () => {
    const { asAda } = await companyWithAda()
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => asAda.does(sendInvitations, { addresses: 'frank@acme.example' })),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await asAda.does(listInvitations)).invitations).toHaveLength(1)
  })
})

describe('The form', () => {
  test('shows which groups the inviter may hand out, and what they lack of the others', async () => {
    const { company } = await companyWithAda()
    await company.group({ name: 'Viewers', grants: ['users:read'] })
    const ines = await signedIn(company, await company.user({ can: ['users:invite', 'users:*'] }))
    const { groups, days } = await ines.does(newInvitation)
    expect(groups.find(({ name }) => name === 'Viewers')).toMatchObject({ hindrance: undefined })
    expect(groups.find(({ name }) => name === 'Administrators')).toMatchObject({
      hindrance: expect.stringMatching(/^You cannot grant permissions you do not have: \*:\*\. .+ can help\.$/),
    })
    expect(days).toBe(7)
  })
})

describe('An open invitation', () => {
  test('sent again has a new link and begins its days anew', async () => {
    const { company, ada, asAda } = await companyWithAda()
    const { id, token } = await company.invitation({ by: ada, days: 1 })
    await expire(company.id, id)
    expect(await refusalCode(asAda.does(revealInvitationLink, { invitationId: id }))).toBe('wrong_status')
    expect(await asAda.does(resendInvitation, { invitationId: id, expiryDays: 3 })).toEqual({ days: 3 })
    const { url } = await asAda.does(revealInvitationLink, { invitationId: id })
    expect(url).toMatch(new RegExp(`^http://localhost:3000/${company.slug}/invitation/[\\w-]{43}$`))
    expect(url).not.toContain(token)
    expect((await asAda.does(listInvitations, { status: 'pending' })).invitations).toHaveLength(1)
  })

  test('cancelled is over, and its person is gone', async () => {
    const { company, ada, asAda } = await companyWithAda()
    const { id, email } = await company.invitation({ by: ada, email: 'frank@acme.example' })
    await asAda.does(cancelInvitation, { invitationId: id })
    expect(await personOf(company.id, email)).toBeUndefined()
    const before = await snapshot(company.id)
    const alike: AnyOperation[] = [cancelInvitation, resendInvitation, revealInvitationLink]
    for (const operation of alike) {
      const error = await refusal(asAda.does(operation, { invitationId: id }))
      expect([error.code, error.message]).toEqual(['wrong_status', expect.stringContaining('it was cancelled.')])
    }
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(sendInvitations, { addresses: email })
  })

  test('hands its link only to those who hold what it gives', async () => {
    const { company, ada, asAda } = await companyWithAda()
    const { id } = await company.invitation({ by: ada, groups: [company.administrators] })
    const ines = await signedIn(company, await company.user({ can: ['users:invite'] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(ines.does(revealInvitationLink, { invitationId: id }))).toBe('not_held')
    expect(await refusalCode(ines.does(resendInvitation, { invitationId: id }))).toBe('not_held')
    expect(await refusalCode(ines.does(cancelInvitation, { invitationId: id }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(revealInvitationLink, { invitationId: id })
    await asAda.does(cancelInvitation, { invitationId: id })
    const { id: harmless } = await company.invitation({
      by: ada,
      groups: [await company.group({ grants: ['vault:open'] })],
    })
    await ines.does(cancelInvitation, { invitationId: harmless })
  })
})

describe('The list', () => {
  test('has each invitation under its status, finds by address and name, and goes page by page', async () => {
    const { company, ada, asAda } = await companyWithAda()
    const [pending, expired, cancelled] = [
      await company.invitation({ by: ada, name: 'Pia Pending' }),
      await company.invitation({ by: ada }),
      await company.invitation({ by: ada }),
    ]
    await expire(company.id, expired.id)
    await asAda.does(cancelInvitation, { invitationId: cancelled.id })
    const ids = async (input: object) => (await asAda.does(listInvitations, input)).invitations.map(({ id }) => id)
    expect(await ids({ status: 'pending' })).toEqual([pending.id])
    expect(await ids({ status: 'expired' })).toEqual([expired.id])
    expect(await ids({ status: 'cancelled' })).toEqual([cancelled.id])
    expect(await ids({ status: 'accepted' })).toEqual([])
    expect(await ids({ q: 'pia pen' })).toEqual([pending.id])
    expect(await ids({ q: cancelled.email.toUpperCase() })).toEqual([cancelled.id])
    await asAda.does(sendInvitations, { addresses: Array.from({ length: 40 }, (_, n) => `person${n}@acme.example`) })
    const first = await asAda.does(listInvitations)
    const second = await asAda.does(listInvitations, { cursor: first.next })
    expect([first.invitations.length, second.invitations.length, second.next]).toEqual([25, 18, undefined])
    expect(new Set([...first.invitations, ...second.invitations].map(({ id }) => id)).size).toBe(43)
  })
})
