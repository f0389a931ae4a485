import { describe, expect, test } from 'vitest'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { executePublic } from '@/lib/operation/run'
import { deactivateUser, deleteUser } from '@/lib/users/commands'
import { listUsers } from '@/lib/users/queries'
import { queuedEmails } from '@/testing/emails'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { acceptInvitation, cancelInvitation, revealInvitationLink } from './commands'
import { correctInvitation } from './correction'
import { editInvitation, listInvitations, openInvitation } from './queries'

async function world() {
  const company = await makeCompany()
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const invitation = await company.invitation({ by: alice, name: 'Frank', email: 'franc@example.com' })
  const open = (token: string) => executePublic(openInvitation, request(), { company: company.slug, token })
  return { company, alice, invitation, open, asAlice: await signedIn(company, alice) }
}

const personOf = (companyId: string, id: string) => inCompany(companyId, scope => usersIn(scope).find(id))

describe('Somebody who is invited', () => {
  test('is sent a new link to the right address; the old one ends, and the log says what was corrected', async () => {
    const { company, alice, invitation, open, asAlice } = await world()
    const input = { invitationId: invitation.id, email: 'frank@example.com', name: 'Frank Castle' }
    expect(await asAlice.does(correctInvitation, input)).toEqual({ version: 2, days: 7 })
    expect(await personOf(company.id, invitation.userId)).toMatchObject({ name: 'Frank Castle', email: input.email })
    expect(await open(invitation.token)).toBeUndefined()
    const { url } = await asAlice.does(revealInvitationLink, { invitationId: invitation.id })
    const token = url.split('/').at(-1)!
    expect(await open(token)).toMatchObject({ email: input.email, name: 'Frank Castle' })
    // The one to the wrong address had not left yet.
    expect((await queuedEmails(company.id, 'invitation')).map(({ to }) => to)).toEqual([input.email])
    expect((await asAlice.does(listInvitations, { q: 'castle' })).invitations).toMatchObject([{ email: input.email }])
    expect((await asAlice.does(listInvitations, { q: 'franc@' })).invitations).toEqual([])
    expect((await auditTrail(company.id)).find(({ event }) => event === 'invitation.corrected')).toMatchObject({
      actor_id: alice.id,
      target_id: invitation.userId,
      data: { fields: ['name', 'email'], days: 7 },
    })
    await executePublic(acceptInvitation, request(), {
      company: company.slug,
      token,
      name: 'Frank Castle',
      password: 'an entirely new pass phrase',
    })
  })

  test('keeps what is left out; the address stands in for a name that nobody gave', async () => {
    const { company, alice, asAlice } = await world()
    const nameless = await company.invitation({ by: alice, email: 'mat@example.com' })
    await asAlice.does(correctInvitation, { invitationId: nameless.id, name: '', email: 'matt@example.com' })
    expect(await personOf(company.id, nameless.userId)).toMatchObject({ name: 'matt@example.com' })
    await asAlice.does(correctInvitation, { invitationId: nameless.id, name: 'Matt' })
    expect(await personOf(company.id, nameless.userId)).toMatchObject({ name: 'Matt', email: 'matt@example.com' })
  })

  test('gets no other link where nothing was changed', async () => {
    const { company, invitation, open, asAlice } = await world()
    await asAlice.does(correctInvitation, { invitationId: invitation.id, name: 'Frank', email: invitation.email })
    expect(await open(invitation.token)).toBeDefined()
    expect((await auditTrail(company.id)).find(({ event }) => event === 'invitation.corrected')?.data).toEqual({
      fields: [],
    })
  })

  test('leaves no wrong address behind when they are deleted', async () => {
    const { company, invitation, asAlice } = await world()
    await asAlice.does(correctInvitation, { invitationId: invitation.id, email: 'frank@example.com' })
    const { url } = await asAlice.does(revealInvitationLink, { invitationId: invitation.id })
    const chosen = { name: 'Frank', password: 'an entirely new pass phrase' }
    await executePublic(acceptInvitation, request(), {
      company: company.slug,
      token: url.split('/').at(-1)!,
      ...chosen,
    })
    await asAlice.does(deactivateUser, { userId: invitation.userId })
    await asAlice.does(deleteUser, { userId: invitation.userId, confirmation: 'frank@example.com' })
    expect(JSON.stringify(await snapshot(company.id))).not.toContain('franc@')
  })
})

describe('A correction is refused', () => {
  test('to an address that somebody has, with who it is', async () => {
    const { company, alice, invitation, asAlice } = await world()
    const before = await snapshot(company.id)
    const error = await refusal(
      asAlice.does(correctInvitation, { invitationId: invitation.id, email: alice.email.toUpperCase() }),
    )
    expect([error.status, error.fields?.email]).toEqual([422, expect.stringContaining('is already a user.')])
    expect(await snapshot(company.id)).toEqual(before)
    await asAlice.does(correctInvitation, { invitationId: invitation.id, email: 'frank@example.com' })
    expect((await asAlice.does(listUsers, { q: 'frank@example.com' })).users).toHaveLength(1)
  })

  test('once the invitation is cancelled or accepted', async () => {
    const { company, alice, invitation, asAlice } = await world()
    const accepted = await company.invitation({ by: alice })
    await executePublic(acceptInvitation, request(), {
      company: company.slug,
      token: accepted.token,
      name: 'Ann',
      password: 'an entirely new pass phrase',
    })
    await asAlice.does(cancelInvitation, { invitationId: invitation.id })
    const before = await snapshot(company.id)
    for (const { id } of [invitation, accepted]) {
      expect(await refusalCode(asAlice.does(correctInvitation, { invitationId: id, name: 'X' }))).toBe('wrong_status')
      expect(await refusalCode(asAlice.does(editInvitation, { invitationId: id }))).toBe('not_found')
    }
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('to who has not seen the last one, and more than five times an hour', async () => {
    const { company, invitation, asAlice } = await world()
    const correct = (name: string, version?: number) =>
      asAlice.does(correctInvitation, { invitationId: invitation.id, name, version })
    await correct('Frank 1', 1)
    const before = await snapshot(company.id)
    expect(await refusalCode(correct('Frank 2', 1))).toBe('changed_meanwhile')
    expect(await snapshot(company.id)).toEqual(before)
    for (let n = 2; n <= 5; n++) await correct(`Frank ${n}`, n)
    const fifth = await snapshot(company.id)
    expect(await refusalCode(correct('Frank 6'))).toBe('too_often')
    expect(await snapshot(company.id)).toEqual(fifth)
  })
})
