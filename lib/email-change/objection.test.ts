import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { devicesIn } from '@/db/repositories/devices'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { openPasswordReset } from '@/lib/password-reset/commands'
import { viewProfile } from '@/lib/profile/queries'
import { deactivateUser, deleteUser } from '@/lib/users/commands'
import { liftEmailHold, replaceEmail, requestUserEmailChange } from '@/lib/users/email-commands'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { requestEmailChange } from './commands'
import { confirmEmailChange, objectToEmailChange, openEmailObjection } from './public-commands'

const at = (company: MadeCompany) => ({
  open: (token: string) => executePublic(openEmailObjection, request(), { company: company.slug, token }),
  object: (token: string) => executePublic(objectToEmailChange, request(), { company: company.slug, token }),
  confirm: (token: string) => executePublic(confirmEmailChange, request(), { company: company.slug, token }),
  addressOf: ({ id }: { id: string }) => inCompany(company.id, async scope => (await usersIn(scope).find(id)).email),
})

async function world() {
  const company = await makeCompany()
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob', email: 'bob@example.com' })
  return { company, alice, bob, asAlice: await signedIn(company, alice), ...at(company) }
}

const events = async (company: MadeCompany, name: string) =>
  (await auditTrail(company.id)).filter(({ event }) => event === name)

describe('An objection', () => {
  test('before the change is in effect stops it, signs everybody out, and tells person and administrators', async () => {
    const { company, alice, bob, open, object, confirm, addressOf } = await world()
    const asBob = await signedIn(company, bob)
    const reset = await company.passwordReset(bob)
    await inCompany(company.id, scope => devicesIn(scope).insert({ userId: bob.id, tokenHash: hashToken(newToken()) }))
    const { token, objection, to } = await company.emailChange(bob)
    expect(await open(objection)).toMatchObject({ name: 'Bob', from: bob.email, to, effectiveAt: null })
    await object(objection)
    expect(await addressOf(bob)).toBe(bob.email)
    expect(await refusalCode(confirm(token))).toBe('not_found')
    expect(await refusalCode(asBob.does(viewProfile))).toBe('unauthenticated')
    expect(await executePublic(openPasswordReset, request(), { company: company.slug, ...reset })).toBeUndefined()
    expect((await snapshotBesideTries(company.id)).devices).toEqual([])
    expect(await queuedEmails(company.id, 'email-change-stopped')).toMatchObject([{ to: bob.email, restored: false }])
    expect(await queuedEmails(company.id, 'email-change-objected')).toMatchObject([
      { to: alice.email, person: 'Bob', restored: false, personUrl: expect.stringContaining(`/users/${bob.id}`) },
    ])
    expect(await events(company, 'email_change.objected')).toMatchObject([
      { actor_id: bob.id, target_id: bob.id, data: { restored: false, sessionsEnded: 1, days: 7 } },
    ])
  })

  test('to a change in effect puts the former address back', async () => {
    const { company, bob, open, object, confirm, addressOf } = await world()
    const { token, objection, to } = await company.emailChange(bob)
    await confirm(token)
    const thief = await signedIn(company, bob)
    expect(await open(objection)).toMatchObject({ from: bob.email, to, effectiveAt: expect.any(Date) })
    await object(objection)
    expect(await addressOf(bob)).toBe(bob.email)
    expect(await refusalCode(thief.does(viewProfile))).toBe('unauthenticated')
    expect(await queuedEmails(company.id, 'email-change-stopped')).toMatchObject([{ to: bob.email, restored: true }])
  })

  test('is worth as much where the address went on to a third: the oldest mailbox decides', async () => {
    const { company, bob, object, confirm, addressOf } = await world()
    const first = await company.emailChange(bob, { to: 'thief@example.com' })
    await confirm(first.token)
    const second = await company.emailChange({ ...bob, email: first.to }, { to: 'thief.two@example.com' })
    await confirm(second.token)
    const open = await company.emailChange({ ...bob, email: second.to })
    await object(first.objection)
    expect(await addressOf(bob)).toBe(bob.email)
    const before = await snapshotBesideTries(company.id)
    for (const { objection } of [second, open]) expect(await refusalCode(object(objection))).toBe('not_found')
    expect(await refusalCode(confirm(open.token))).toBe('not_found')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
  })

  test('is not made by looking at the link, a hundred times, and is made once', async () => {
    const { company, bob, open, object } = await world()
    const { objection } = await company.emailChange(bob)
    const before = await snapshotBesideTries(company.id)
    for (let n = 0; n < 100; n++) expect(await open(objection)).toBeDefined()
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => object(objection)))
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect((await queuedEmails(company.id, 'email-change-stopped')).length).toBe(1)
  })

  test('can be made for 7 days, also by who cancelled or never confirmed; and not with another company’s link', async () => {
    const { company, bob, open, object } = await world()
    const other = await world()
    const { objection } = await company.emailChange(bob)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update email_changes set expires_at = now(), ended_at = now()`),
    )
    expect(await open(objection)).toBeDefined()
    const before = await snapshotBesideTries(other.company.id)
    expect(await other.open(objection)).toBeUndefined()
    const elsewhere = await refusal(other.object(objection))
    expect([elsewhere.code, (await refusal(object('garbage'))).message]).toEqual(['not_found', elsewhere.message])
    expect(await snapshotBesideTries(other.company.id)).toEqual(before)
    const late = await company.emailChange(bob)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update email_changes set objectable_until = now() where id = ${late.id}`),
    )
    expect(await open(late.objection)).toBeUndefined()
    expect(await refusalCode(object(late.objection))).toBe('not_found')
    expect(await events(company, 'email_objection.refused')).toHaveLength(2)
    await object(objection)
  })

  test('works for somebody who was deactivated since, and for nobody who was deleted', async () => {
    const { company, bob, asAlice, object, confirm, addressOf } = await world()
    const { token, objection } = await company.emailChange(bob)
    await confirm(token)
    await asAlice.does(deactivateUser, { userId: bob.id })
    await object(objection)
    expect(await addressOf(bob)).toBe(bob.email)
    await asAlice.does(deleteUser, { userId: bob.id, confirmation: bob.email })
    expect(await refusalCode(object(objection))).toBe('not_found')
  })
})

describe('After an objection', () => {
  const held = async () => {
    const made = await world()
    const { objection } = await made.company.emailChange(made.bob)
    await made.object(objection)
    return { ...made, asBob: await signedIn(made.company, made.bob) }
  }
  const NEW = 'bob.new@example.com'

  test('the person asks for no other change for 7 days, and then for one', async () => {
    const { company, asBob } = await held()
    expect((await asBob.does(viewProfile)).emailHeldUntil).toBeInstanceOf(Date)
    const before = await snapshotBesideTries(company.id)
    const error = await refusal(asBob.does(requestEmailChange, { email: NEW }))
    expect([error.code, error.message]).toEqual([
      'conflict',
      expect.stringContaining('An administrator can change it for you.'),
    ])
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update email_changes set held_until = now()`))
    await asBob.does(requestEmailChange, { email: NEW })
  })

  test('an administrator lifts the hold, and the person asks again', async () => {
    const { company, bob, asAlice, asBob } = await held()
    await asAlice.does(liftEmailHold, { userId: bob.id })
    const before = await snapshotBesideTries(company.id)
    expect(await refusalCode(asAlice.does(liftEmailHold, { userId: bob.id }))).toBe('wrong_status')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await asBob.does(requestEmailChange, { email: NEW })
    expect(await events(company, 'email_hold.lifted')).toMatchObject([{ target_id: bob.id }])
  })

  test('what an administrator decides settles it: the former mailbox is told, and cannot object again', async () => {
    const { company, bob, asAlice, object, confirm, addressOf } = await held()
    const earlier = await company.emailChange(bob)
    await asAlice.does(requestUserEmailChange, { userId: bob.id, email: NEW })
    const [notice] = await queuedEmails(company.id, 'email-change-requested')
    expect([notice!.to, notice!.objection]).toEqual([bob.email, undefined])
    expect(await refusalCode(object(earlier.objection))).toBe('not_found')
    const [link] = await queuedEmails(company.id, 'email-change-link')
    await confirm(link!.url.split('/').at(-1)!)
    expect(await addressOf(bob)).toBe(NEW)
    expect(await events(company, 'email_hold.lifted')).toHaveLength(1)
    expect((await queuedEmails(company.id, 'email-changed'))[0]!.objection).toBeUndefined()
  })

  test('the same where the administrator says that the mailbox is gone', async () => {
    const { company, bob, asAlice } = await held()
    await asAlice.does(replaceEmail, { userId: bob.id, email: NEW, reason: 'Taken over by somebody.' })
    expect((await queuedEmails(company.id, 'email-changed'))[0]).toMatchObject({ to: bob.email, requester: 'Alice' })
    expect((await queuedEmails(company.id, 'email-changed'))[0]!.objection).toBeUndefined()
  })
})
