import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { changeMembers } from '@/lib/groups/commands'
import { execute, executePublic } from '@/lib/operation/run'
import { viewAccess } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { deactivateUser } from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { acceptInvitation, cancelInvitation, resendInvitation, revealInvitationLink } from './commands'
import { openInvitation } from './queries'

const PASSWORD = 'wobbly lantern crosses the river'
const chosen = { name: 'Frank Castle', password: PASSWORD }

async function invited() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  const invitation = await company.invitation({ by: ada, groups: [developers], email: 'frank@acme.example' })
  return { company, ada, invitation, link: { company: company.slug, token: invitation.token } }
}

const open = (link: object) => executePublic(openInvitation, request(), link)
const accept = (input: object) => executePublic(acceptInvitation, request(), input)

describe('The link of an invitation', () => {
  test('opened a hundred times changes nothing and writes nothing', async () => {
    const { company, link } = await invited()
    const before = [await snapshotBesideTries(company.id), await auditTrail(company.id)]
    for (let times = 0; times < 100; times++) {
      expect(await open(link)).toMatchObject({
        email: 'frank@acme.example',
        inviterName: 'Ada',
        companyName: company.name,
      })
    }
    expect([await snapshotBesideTries(company.id), await auditTrail(company.id)]).toEqual(before)
  })

  test('accepted makes the person active with what they chose, and signs them in', async () => {
    const { company, invitation, link } = await invited()
    const session = await accept({ ...link, ...chosen })
    const { actor, data } = await execute(viewAccess, { session, slug: company.slug, request: request() }, {})
    expect([actor.userId, actor.name, actor.permissions]).toEqual([
      invitation.userId,
      'Frank Castle',
      ['staging:deploy'],
    ])
    expect(data.groups.map(({ name }) => name)).toEqual(['Developers'])
    const trail = (await auditTrail(company.id)).filter(({ operation }) => operation === 'invitations.accept')
    expect(trail.map(({ event, actor_id }) => [event, actor_id])).toEqual([
      ['invitation.accepted', invitation.userId],
      ['session.started', invitation.userId],
    ])
    await executePublic(signIn, request(), { company: company.slug, email: 'frank@acme.example', password: PASSWORD })
  })

  test('that was copied by somebody who does not hold what it opens by now opens nothing, and sent again it does', async () => {
    const { company, ada, invitation, link } = await invited()
    const helper = await company.user({ can: ['users:invite', 'staging:deploy'] })
    const asHelper = await signedIn(company, helper)
    await asHelper.does(revealInvitationLink, { invitationId: invitation.id })
    expect(await open(link)).toMatchObject({ email: 'frank@acme.example' })
    const asAda = await signedIn(company, ada)
    await asAda.does(changeMembers, { add: [{ groupId: company.administrators.id, userId: invitation.userId }] })
    expect(await open(link)).toBeUndefined()
    const before = await snapshotBesideTries(company.id)
    expect(await refusalCode(accept({ ...link, ...chosen }))).toBe('not_found')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'invitation.refused',
      target_id: invitation.userId,
      data: { because: 'copied' },
    })
    await asAda.does(resendInvitation, { invitationId: invitation.id })
    const { url } = await asAda.does(revealInvitationLink, { invitationId: invitation.id })
    await accept({ ...link, token: url.split('/').at(-1), ...chosen })
  })

  test('that was copied by somebody who is no longer active opens nothing', async () => {
    const { company, ada, invitation, link } = await invited()
    const boss = await company.user({ groups: [company.administrators] })
    await (await signedIn(company, boss)).does(revealInvitationLink, { invitationId: invitation.id })
    expect(await open(link)).toBeDefined()
    await (await signedIn(company, ada)).does(deactivateUser, { userId: boss.id })
    expect(await open(link)).toBeUndefined()
  })

  test('accepted thirty times at once makes one active, once; the others get the friendly answer', async () => {
    const { company, link } = await invited()
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => accept({ ...link, ...chosen, name: `Frank ${n}` })),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = attempts.flatMap(attempt =>
      attempt.status === 'rejected' ? [attempt.reason as { code: string; message: string }] : [],
    )
    expect(
      refusals.filter(({ code, message }) => code !== 'busy' && !message.startsWith('This invitation cannot be used')),
    ).toEqual([])
    expect(refusals.map(({ code }) => code)).toContain('not_found')
    const trail = await auditTrail(company.id)
    expect(trail.filter(({ event }) => event === 'invitation.accepted')).toHaveLength(1)
    const { sessions } = await snapshotBesideTries(company.id)
    expect(sessions).toHaveLength(1)
  }, 60_000)

  test('that expired, was cancelled, was replaced, was used or never was gets one and the same answer', async () => {
    const { company, ada, link } = await invited()
    const asAda = await signedIn(company, ada)
    const others = await Promise.all(Array.from({ length: 3 }, () => company.invitation({ by: ada })))
    const [expired, cancelled, resent] = others as [(typeof others)[0], (typeof others)[0], (typeof others)[0]]
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update invitations set expires_at = now() where id = ${expired.id}`),
    )
    await asAda.does(cancelInvitation, { invitationId: cancelled.id })
    await asAda.does(resendInvitation, { invitationId: resent.id })
    await accept({ ...link, ...chosen })
    const dead = [
      link,
      ...[expired, cancelled, resent].map(({ token }) => ({ company: company.slug, token })),
      { company: company.slug, token: 'x' },
      { company: company.slug, token: '' },
      { company: 'no-such-company', token: link.token },
    ]
    const before = await snapshotBesideTries(company.id)
    const answers = []
    for (const input of dead) {
      expect(await open(input)).toBeUndefined()
      const { code, status, message, fields } = await refusal(accept({ ...input, ...chosen }))
      answers.push({ code, status, message, fields })
    }
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ code: 'not_found', status: 404 })
    expect(await snapshotBesideTries(company.id)).toEqual(before)
  })

  test('opens and is accepted with what a mail program took into it, and not with another token', async () => {
    const { company, invitation, link } = await invited()
    for (const token of [`${link.token})`, `${link.token}%3E`, `${link.token}.`, `${link.token}&gt;`])
      expect(await open({ ...link, token })).toMatchObject({ email: 'frank@acme.example' })
    const before = await snapshotBesideTries(company.id)
    for (const token of [`.${link.token}`, link.token.slice(1), link.token.toUpperCase()]) {
      expect(await open({ ...link, token })).toBeUndefined()
      expect(await refusalCode(accept({ ...link, token, ...chosen }))).toBe('not_found')
    }
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    const session = await accept({ company: company.slug.toUpperCase(), token: `${link.token}).`, ...chosen })
    const { actor } = await execute(viewAccess, { session, slug: company.slug, request: request() }, {})
    expect(actor.userId).toBe(invitation.userId)
  })

  test('of one company opens nothing in another, also for the same address', async () => {
    const [acme, globex] = [await invited(), await invited()]
    expect(await open({ company: globex.company.slug, token: acme.invitation.token })).toBeUndefined()
    const before = await snapshotBesideTries(globex.company.id)
    await accept({ ...acme.link, ...chosen })
    expect(await snapshotBesideTries(globex.company.id)).toEqual(before)
    await accept({ ...globex.link, ...chosen })
  })
})

describe('The password of an invited person', () => {
  test.each([
    ['too short', 'short', 'at least 12'],
    ['among the most used', 'passwordpassword', 'most used'],
    ['their own name and company', 'Frank-Castle-2026!', 'your name'],
    ['on the keyboard', 'qwertyuiop[]', 'easy to guess'],
  ])('that is %s is refused at the field, and nothing is used up', async (_, password, words) => {
    const { company, link } = await invited()
    const before = await snapshotBesideTries(company.id)
    const error = await refusal(accept({ ...link, ...chosen, password }))
    expect([error.status, error.fields?.password]).toEqual([422, expect.stringContaining(words)])
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await accept({ ...link, ...chosen })
  })

  test('has to be repeated alike where it is repeated', async () => {
    const { link } = await invited()
    const error = await refusal(accept({ ...link, ...chosen, repeatedPassword: 'something else' }))
    expect(Object.keys(error.fields ?? {})).toEqual(['repeatedPassword'])
    await accept({ ...link, ...chosen, repeatedPassword: PASSWORD })
  })

  test('may be longer than what is judged of it', async () => {
    const { link } = await invited()
    await accept({ ...link, ...chosen, password: `${PASSWORD} `.repeat(20) })
  })
})
