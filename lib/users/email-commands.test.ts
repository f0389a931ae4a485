import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { confirmEmailChange, objectToEmailChange } from '@/lib/email-change/public-commands'
import type { AnyOperation } from '@/lib/operation/define'
import { executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { cancelUserEmailChange, replaceEmail, requestUserEmailChange, resendUserEmailChange } from './email-commands'
import { editEmail } from './email-queries'
import { viewUser, viewUserPage } from './queries'

const NEW = 'eve.new@example.com'
const REASON = 'The old domain is gone.'

async function world() {
  const company = await makeCompany()
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const eve = await company.user({ name: 'Eve', email: 'eve@example.com' })
  return { company, alice, eve, asAlice: await signedIn(company, alice) }
}

const lastToken = async (company: MadeCompany): Promise<string> =>
  (await queuedEmails(company.id, 'email-change-link')).at(-1)!.url.split('/').at(-1)!

const both: [string, AnyOperation, object][] = [
  ['asks for', requestUserEmailChange, { email: NEW }],
  ['makes at once', replaceEmail, { email: NEW, reason: REASON }],
]

describe.each(both)('Whoever %s another address of somebody', (_, operation, fields) => {
  test('does it for others, and in their profile for themselves', async () => {
    const { company, alice, eve, asAlice } = await world()
    const before = await snapshot(company.id)
    const error = await refusal(asAlice.does(operation, { userId: alice.id, ...fields }))
    expect([error.code, error.message]).toEqual(['own_account', expect.stringContaining('your profile')])
    expect(await snapshot(company.id)).toEqual(before)
    await asAlice.does(operation, { userId: eve.id, ...fields })
  })

  test('has proved lately who they are', async () => {
    const { company, alice, eve, asAlice } = await world()
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set stepped_up_at = null`))
    const before = await snapshot(company.id)
    expect(await refusalCode(asAlice.does(operation, { userId: eve.id, ...fields }))).toBe('step_up_required')
    expect(await snapshot(company.id)).toEqual(before)
    await (await signedIn(company, alice)).does(operation, { userId: eve.id, ...fields })
  })

  test('does it for who is active, as far as they hold what that person has', async () => {
    const { company, eve, asAlice } = await world()
    const gone = await company.user({ status: 'inactive' })
    const deployer = await company.user({ can: ['staging:deploy'] })
    const clerk = await signedIn(company, await company.user({ can: ['users:update'] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(asAlice.does(operation, { userId: gone.id, ...fields }))).toBe('wrong_status')
    expect(await refusalCode(clerk.does(operation, { userId: deployer.id, ...fields }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await clerk.does(operation, { userId: eve.id, ...fields })
  })

  test('is told who has the address, like whoever invites', async () => {
    const { company, alice, eve, asAlice } = await world()
    const inviting = await company.invitation({ by: alice, email: 'frank@example.com' })
    const before = await snapshot(company.id)
    for (const [email, words] of [
      [eve.email.toUpperCase(), 'This is already their email address.'],
      [alice.email, `${alice.email} is already a user.`],
      [inviting.email, 'has already been invited'],
      ['nobody', 'such as'],
    ] as const) {
      const error = await refusal(asAlice.does(operation, { userId: eve.id, ...fields, email }))
      expect([error.status, error.fields?.email]).toEqual([422, expect.stringContaining(words)])
    }
    expect(await snapshot(company.id)).toEqual(before)
    await asAlice.does(operation, { userId: eve.id, ...fields })
  })
})

describe('An address that an administrator asks for', () => {
  test('counts once its mailbox is proved; both are told by whom', async () => {
    const { company, alice, eve, asAlice } = await world()
    await asAlice.does(requestUserEmailChange, { userId: eve.id, email: NEW })
    expect((await asAlice.does(viewUser, { userId: eve.id })).user.email).toBe(eve.email)
    expect(await queuedEmails(company.id, 'email-change-link')).toMatchObject([{ to: NEW, requester: 'Alice' }])
    expect(await queuedEmails(company.id, 'email-change-requested')).toMatchObject([
      { to: eve.email, requester: 'Alice', address: NEW },
    ])
    expect(await asAlice.does(editEmail, { userId: eve.id })).toMatchObject({ open: { requestedBy: alice.id } })
    await executePublic(confirmEmailChange, request(), { company: company.slug, token: await lastToken(company) })
    expect((await asAlice.does(viewUser, { userId: eve.id })).user.email).toBe(NEW)
    expect(
      (await auditTrail(company.id))
        .filter(({ event }) => event.startsWith('email_change.'))
        .map(({ event, actor_id, target_id }) => [event, actor_id, target_id]),
    ).toEqual([
      ['email_change.requested', alice.id, eve.id],
      ['email_change.completed', eve.id, eve.id],
    ])
  })

  test('is sent again and cancelled by them, as long as it waits', async () => {
    const { company, eve, asAlice } = await world()
    const before = await snapshot(company.id)
    expect(await refusalCode(asAlice.does(resendUserEmailChange, { userId: eve.id }))).toBe('not_found')
    expect(await refusalCode(asAlice.does(cancelUserEmailChange, { userId: eve.id }))).toBe('not_found')
    expect(await snapshot(company.id)).toEqual(before)
    await asAlice.does(requestUserEmailChange, { userId: eve.id, email: NEW })
    const first = await lastToken(company)
    await asAlice.does(resendUserEmailChange, { userId: eve.id })
    await asAlice.does(cancelUserEmailChange, { userId: eve.id })
    for (const token of [first, await lastToken(company)])
      expect(await refusalCode(executePublic(confirmEmailChange, request(), { company: company.slug, token }))).toBe(
        'not_found',
      )
  })

  test('is asked for at most five times an hour', async () => {
    const { company, eve, asAlice } = await world()
    for (let n = 0; n < 5; n++) await asAlice.does(requestUserEmailChange, { userId: eve.id, email: NEW })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAlice.does(requestUserEmailChange, { userId: eve.id, email: NEW }))).toBe('too_often')
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('is seen while it waits by who may change addresses, and by nobody else', async () => {
    const { company, eve, asAlice } = await world()
    const reader = await signedIn(company, await company.user({ can: ['users:read'] }))
    await company.emailChange(eve)
    expect((await asAlice.does(viewUserPage, { userId: eve.id })).emailChange).toBeDefined()
    expect((await reader.does(viewUserPage, { userId: eve.id })).emailChange).toBeUndefined()
  })
})

describe('An address in the place of one whose mailbox is gone', () => {
  test('counts at once, signs the person out, tells both mailboxes, and can be objected to', async () => {
    const { company, alice, eve, asAlice } = await world()
    const asEve = await signedIn(company, eve)
    const waiting = await company.emailChange(eve)
    const { version } = await asAlice.does(replaceEmail, { userId: eve.id, email: NEW, reason: REASON })
    expect((await asAlice.does(viewUser, { userId: eve.id })).user).toMatchObject({ email: NEW, version })
    expect(await refusalCode(asEve.does(viewProfile))).toBe('unauthenticated')
    expect(
      await refusalCode(executePublic(confirmEmailChange, request(), { company: company.slug, token: waiting.token })),
    ).toBe('not_found')
    expect(await queuedEmails(company.id, 'email-change-completed')).toMatchObject([{ to: NEW, requester: 'Alice' }])
    const [told] = await queuedEmails(company.id, 'email-changed')
    expect(told).toMatchObject({ to: eve.email, requester: 'Alice', address: NEW })
    expect((await auditTrail(company.id)).find(({ event }) => event === 'email_change.replaced')).toMatchObject({
      actor_id: alice.id,
      target_id: eve.id,
      data: { reason: REASON, sessionsEnded: 1 },
    })
    const token = told!.objection!.url.split('/').at(-1)!
    await executePublic(objectToEmailChange, request(), { company: company.slug, token })
    expect((await asAlice.does(viewUser, { userId: eve.id })).user.email).toBe(eve.email)
  })

  test('needs a reason', async () => {
    const { company, eve, asAlice } = await world()
    const before = await snapshot(company.id)
    const error = await refusal(asAlice.does(replaceEmail, { userId: eve.id, email: NEW, reason: ' ' }))
    expect([error.status, error.fields]).toEqual([422, { reason: 'The reason is missing.' }])
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('is not made on top of a change that its maker has not seen', async () => {
    const { company, eve, asAlice } = await world()
    const { version } = await asAlice.does(replaceEmail, { userId: eve.id, email: NEW, reason: REASON, version: 1 })
    const before = await snapshot(company.id)
    const again = { userId: eve.id, email: 'eve.three@example.com', reason: REASON }
    expect(await refusalCode(asAlice.does(replaceEmail, { ...again, version: version - 1 }))).toBe('changed_meanwhile')
    expect(await snapshot(company.id)).toEqual(before)
    expect(await asAlice.does(replaceEmail, { ...again, version })).toEqual({ version: version + 1 })
  })
})
