import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { usersIn } from '@/db/repositories/users'
import { importRows, imports, invitations, passwordResets } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { listAuditEvents } from '@/lib/audit/queries'
import { addressKey } from '@/lib/kernel/fold'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { renameProfile } from '@/lib/profile/commands'
import { viewAccess, viewProfile } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { deactivateUser, deleteUser, reactivateUser, updateUser } from './commands'
import { previewDeactivation, viewReceipt } from './offboarding-queries'
import { listUsers, viewUser } from './queries'
import { endedWords, receiptText } from './receipt'

async function companyWithAdministrator() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, ada, asAda: await signedIn(company, ada) }
}

const resetLink = (company: MadeCompany, user: { id: string }, minutes = 60) =>
  inCompany(company.id, ({ tx, companyId }) =>
    tx.insert(passwordResets).values({
      companyId,
      userId: user.id,
      tokenHash: hashToken(newToken()),
      expiresAt: new Date(Date.now() + minutes * 60_000),
    }),
  )

const keysOf = async (person: Awaited<ReturnType<typeof signedIn>>): Promise<string[]> =>
  (await person.does(viewAccess)).permissions.map(({ resource, action }) => `${resource}:${action}`)

describe('Somebody who is deactivated while signed in on two devices and holding a reset link', () => {
  test('has lost all of it by the next request, the receipt says so, and reactivation brings the groups back', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance', grants: ['ledger:post'] })
    const bob = await company.user({ name: 'Bob', groups: [finance] })
    const [phone, laptop] = [await signedIn(company, bob), await signedIn(company, bob)]
    await resetLink(company, bob)
    await resetLink(company, bob, -1)
    expect(await keysOf(phone)).toEqual(['ledger:post'])

    await asAda.does(deactivateUser, { userId: bob.id, reason: 'Left for Globex.' })

    for (const device of [phone, laptop]) expect(await refusalCode(device.does(viewProfile))).toBe('unauthenticated')
    const links = await inCompany(company.id, ({ tx }) =>
      tx.select({ endedAt: passwordResets.endedAt, expiresAt: passwordResets.expiresAt }).from(passwordResets),
    )
    expect(links.every(({ endedAt, expiresAt }) => endedAt || expiresAt < new Date())).toBe(true)
    const { receipt, status } = await asAda.does(viewReceipt, {
      userId: bob.id,
    })
    expect(receipt).toMatchObject({
      person: 'Bob',
      by: 'Ada',
      ended: { sessions: 2, passwordResets: 1, signInCodes: 0 },
      reason: 'Left for Globex.',
      email: bob.email,
      lastHeld: ['ledger:post'],
    })
    expect(endedWords(receipt)).toBe('2 sessions, 1 password reset link')
    expect(receipt.tookMs).toBeGreaterThan(0)
    expect(status).toBe('inactive')
    expect(JSON.stringify(await auditTrail(company.id))).not.toContain('Globex')
    const { user } = await asAda.does(viewUser, { userId: bob.id })
    expect(user.deactivationReason).toBe('Left for Globex.')

    await asAda.does(reactivateUser, { userId: bob.id })
    expect(await keysOf(await signedIn(company, bob))).toEqual(['ledger:post'])
    const again = await asAda.does(viewUser, { userId: bob.id })
    expect(again.user.deactivationReason).toBeNull()
    const later = await asAda.does(viewReceipt, { userId: bob.id })
    expect(receiptText(later.receipt, 'Acme')).toContain('Reason: Given, but no longer stored')
  })

  test('may have the reason explained in 500 characters and not in 501', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    const before = await snapshot(company.id)
    const error = await refusal(asAda.does(deactivateUser, { userId: bob.id, reason: 'x'.repeat(501) }))
    expect(error.fields).toEqual({ reason: 'The reason can have at most 500 characters.' })
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(deactivateUser, { userId: bob.id, reason: 'x'.repeat(500) })
  })
})

describe('The invitations that somebody sent', () => {
  const world = async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user({ can: ['users:invite'] })
    const finance = await company.group({ name: 'Finance' })
    const own = await company.invitation({ by: bob, groups: [finance] })
    const other = await company.invitation({ by: await company.user() })
    return { company, asAda, bob, own, other }
  }

  const openOnes = (company: MadeCompany) =>
    inCompany(company.id, async ({ tx }) =>
      (
        await tx.execute<{ id: string }>(
          sql`select id from invitations where accepted_at is null and cancelled_at is null`,
        )
      ).map(row => row.id),
    )

  test('stay open when nobody asked to cancel them', async () => {
    const { company, asAda, bob, own, other } = await world()
    await asAda.does(deactivateUser, { userId: bob.id })
    expect((await openOnes(company)).sort()).toEqual([own.id, other.id].sort())
  })

  test('are cancelled when asked, with an event each, and those of others are not', async () => {
    const { company, asAda, bob, own, other } = await world()
    const preview = await asAda.does(previewDeactivation, { userId: bob.id })
    expect(preview.invitations).toBe(1)
    await asAda.does(deactivateUser, { userId: bob.id, cancelInvitations: true })
    expect(await openOnes(company)).toEqual([other.id])
    const trail = await auditTrail(company.id)
    expect(trail).toContainEqual(
      expect.objectContaining({ event: 'invitation.cancelled', target_id: own.userId, data: { groups: ['Finance'] } }),
    )
    expect(trail.find(event => event.event === 'user.deactivated')?.data).toMatchObject({ invitationsCancelled: 1 })
  })

  test('are cancelled only by who may do that by itself, and the refusal is recorded', async () => {
    const { company, bob } = await world()
    const helper = await signedIn(company, await company.user({ can: ['users:deactivate'] }))
    const before = await snapshot(company.id)
    const error = await refusal(helper.does(deactivateUser, { userId: bob.id, cancelInvitations: true }))
    expect([error.code, 'permission' in error && error.permission]).toEqual(['forbidden', 'users:invite'])
    expect(await snapshot(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'operation.refused',
      data: { permission: 'users:invite' },
    })
    const recruiting = await signedIn(company, await company.user({ can: ['users:deactivate', 'users:invite'] }))
    await recruiting.does(deactivateUser, { userId: bob.id, cancelInvitations: true })
  })

  test('are not cancelled by somebody who does not hold what they open', async () => {
    const { company, asAda, bob } = await world()
    await company.invitation({ by: bob, groups: [company.administrators] })
    const helper = await signedIn(company, await company.user({ can: ['users:deactivate', 'users:invite'] }))
    const before = await snapshot(company.id)
    const error = await refusal(helper.does(deactivateUser, { userId: bob.id, cancelInvitations: true }))
    expect([error.code, error.message]).toEqual([
      'not_held',
      expect.stringContaining('cancel the invitation of somebody who would get'),
    ])
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(deactivateUser, { userId: bob.id, cancelInvitations: true })
  })
})

describe('What only one person held', () => {
  test('is what no other active person has by the same key or the wildcard of its resource', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const [alone, shared, covered] = [
      await company.group({ grants: ['vault:open'] }),
      await company.group({ grants: ['staging:deploy'] }),
      await company.group({ grants: ['reports:read', 'users:read'] }),
    ]
    const bob = await company.user({ groups: [alone, shared, covered] })
    await company.user({ groups: [shared] })
    await company.user({ can: ['reports:*'] })
    await company.user({ status: 'inactive', groups: [alone] })
    const preview = await asAda.does(previewDeactivation, { userId: bob.id })
    expect(preview.lastHeld).toEqual(['users:read', 'vault:open'])
    expect(await asAda.does(deactivateUser, { userId: bob.id })).toMatchObject({
      lastHeld: ['users:read', 'vault:open'],
    })
  })
})

describe('Editing a person', () => {
  test('changes name and title, and the audit log says which but not from what', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user({ name: 'Bob Unforgettable', title: 'Engineer' })
    await asAda.does(updateUser, { userId: bob.id, name: 'Robert Fischer', title: '' })
    const { user } = await asAda.does(viewUser, { userId: bob.id })
    expect([user.name, user.title]).toEqual(['Robert Fischer', null])
    const trail = await auditTrail(company.id)
    expect(trail.find(event => event.event === 'user.updated')?.data).toEqual({ fields: ['name', 'title'] })
    expect(JSON.stringify(trail)).not.toMatch(/Unforgettable|Robert/)
  })

  test('is for those who are active', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const [invited, inactive] = [await company.user({ status: 'invited' }), await company.user({ status: 'inactive' })]
    const before = await snapshot(company.id)
    for (const { id } of [invited, inactive]) {
      expect(await refusalCode(asAda.does(updateUser, { userId: id, name: 'X Y', title: '' }))).toBe('wrong_status')
    }
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(updateUser, { userId: (await company.user()).id, name: 'X Y', title: '' })
  })
})

describe('The receipt', () => {
  test('is not there for who was never deactivated', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    expect(await refusalCode(asAda.does(viewReceipt, { userId: bob.id }))).toBe('not_found')
    await asAda.does(deactivateUser, { userId: bob.id })
    await asAda.does(viewReceipt, { userId: bob.id })
  })

  test('is that of the last time, and outlives the person', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    await company.session(bob)
    await asAda.does(deactivateUser, { userId: bob.id })
    const view = () => asAda.does(viewReceipt, { userId: bob.id })
    const { receipt } = await view()
    expect(receipt).toMatchObject({ person: bob.name, ended: { sessions: 1, passwordResets: 0, signInCodes: 0 } })
    expect(endedWords(receipt)).toBe('1 session, 0 password reset links')
    await asAda.does(reactivateUser, { userId: bob.id })
    await asAda.does(deactivateUser, { userId: bob.id })
    expect((await view()).receipt.ended.sessions).toBe(0)
    expect(endedWords((await view()).receipt)).toBe('0 sessions, 0 password reset links')
    await asAda.does(deleteUser, { userId: bob.id, confirmation: bob.email })
    expect(await view()).toMatchObject({ receipt: { person: null, by: 'Ada' } })
  })
})

describe('A deleted person', () => {
  const NAME = 'Frank Unforgettable'
  const EMAIL = 'Frank.Unforgettable@acme.example'

  /** Every row of the company, the audit log too. */
  const dump = async (company: MadeCompany): Promise<string> => {
    const events = await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`select to_jsonb(e) as row from audit_events e`),
    )
    return JSON.stringify([await snapshot(company.id), events])
  }

  test('has left neither name nor address anywhere, whatever happened before', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const typed = { company: company.slug, email: EMAIL, password: 'a wrong pass phrase' }
    // Before they were there: a sign-in, a search, an invitation that was cancelled.
    await refusal(executePublic(signIn, request(), typed))
    await asAda.does(listUsers, { q: NAME })
    await asAda.does(listUsers, { q: EMAIL })
    await asAda.does(listAuditEvents, { person: NAME })
    const cancelled = await company.invitation({ email: EMAIL, name: NAME, by: ada })
    await inCompany(company.id, async scope => {
      await scope.tx
        .update(invitations)
        .set({ cancelledAt: new Date(), userId: null, mailId: null })
        .where(sql`id = ${cancelled.id}`)
      await usersIn(scope).removeInvited([cancelled.userId], ada.id)
    })
    const frank = await company.user({ name: NAME, email: EMAIL, groups: [await company.group({ name: 'Finance' })] })
    const asFrank = await signedIn(company, frank)
    await asFrank.does(renameProfile, { name: `${NAME} II` })
    await asAda.does(updateUser, { userId: frank.id, name: NAME, title: 'Unforgettable of the house' })
    await resetLink(company, frank)
    const importId = uuidv7()
    await inCompany(company.id, async scope => {
      const { tx, companyId } = scope
      await enqueueEmail(scope, {
        template: 'test',
        to: { name: NAME, address: EMAIL },
        content: { company: 'Acme', sender: 'Ada', settingsUrl: 'http://127.0.0.1' },
      })
      await enqueueEmail(scope, {
        template: 'test',
        to: { name: NAME, address: EMAIL },
        userId: frank.id,
        content: { company: 'Acme', sender: 'Ada', settingsUrl: 'http://127.0.0.1' },
      })
      await tx
        .insert(imports)
        .values({ companyId, id: importId, createdBy: ada.id, fileName: 'people.csv', expiryDays: 7, total: 2 })
      const row = { companyId, importId, groupNames: [], groupKeys: [] }
      await tx.insert(importRows).values([
        { line: 2, ...row, email: EMAIL.toLowerCase(), emailKey: addressKey(EMAIL), name: NAME, verdict: 'member' },
        { line: 3, ...row, email: 'grace@acme.example', emailKey: 'grace@acme.example', name: 'Grace', verdict: 'new' },
      ])
    })
    await asAda.does(deactivateUser, { userId: frank.id, reason: `${NAME} left.` })
    expect(await dump(company)).toMatch(/unforgettable/i)

    await asAda.does(deleteUser, { userId: frank.id, confirmation: EMAIL })
    await refusal(executePublic(signIn, request(), typed))

    const left = await dump(company)
    expect(left).not.toMatch(/unforgettable/i)
    expect(left).toContain(frank.id)
    expect(left).toContain('…@acme.example')
    expect(left).toContain('grace@acme.example')
    const { events } = await asAda.does(listAuditEvents, { person: frank.id })
    expect(events.length).toBeGreaterThan(3)
    expect(events.every(event => event.targetId !== frank.id || event.targetName === null)).toBe(true)
  })

  test("takes nothing of a namesake's in another company along", async () => {
    const [{ company: acme, asAda }, { company: globex }] = [
      await companyWithAdministrator(),
      await companyWithAdministrator(),
    ]
    const frank = await acme.user({ email: EMAIL, status: 'inactive' })
    await globex.user({ email: EMAIL })
    await globex.invitation({ by: await globex.user(), email: 'other@acme.example' })
    const before = [await snapshot(globex.id), await auditTrail(globex.id)]
    await asAda.does(deleteUser, { userId: frank.id, confirmation: EMAIL })
    expect([await snapshot(globex.id), await auditTrail(globex.id)]).toEqual(before)
  })
})

test('Links of one person end without those of another', async () => {
  const { company } = await companyWithAdministrator()
  const [bob, eve] = [await company.user(), await company.user()]
  for (const user of [bob, bob, eve]) await resetLink(company, user)
  const ended = await inCompany(company.id, async scope => [
    await passwordResetsIn(scope).endAllOf(bob.id),
    await passwordResetsIn(scope).endAllOf(bob.id),
  ])
  expect(ended).toEqual([2, 0])
})
