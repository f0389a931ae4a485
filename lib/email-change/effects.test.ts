import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { devicesIn } from '@/db/repositories/devices'
import { throttlesIn } from '@/db/repositories/throttles'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { sendInvitations } from '@/lib/invitations/commands'
import { listInvitations } from '@/lib/invitations/queries'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { openPasswordReset } from '@/lib/password-reset/commands'
import { sendRequestedPasswordReset } from '@/lib/password-reset/send'
import { viewProfile } from '@/lib/profile/queries'
import { requestSignInCode } from '@/lib/sign-in-code/commands'
import { signIn } from '@/lib/sign-in/commands'
import { personKey } from '@/lib/throttling/throttle'
import { deactivateUser, deleteUser } from '@/lib/users/commands'
import { listUsers } from '@/lib/users/queries'
import { addPasskey } from '@/testing/authenticator'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { confirmEmailChange } from './public-commands'

const PASSWORD = 'correct horse battery staple'

const enter = (company: MadeCompany, email: string, password = PASSWORD) =>
  executePublic(signIn, request(), { company: company.slug, email, password })

async function changed() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', email: `ada.old@example.com`, password: PASSWORD })
  const boss = await company.user({ name: 'Boss', groups: [company.administrators] })
  const { token, to } = await company.emailChange(ada, { to: 'ada.new@example.com' })
  const confirm = (from = request()) => executePublic(confirmEmailChange, from, { company: company.slug, token })
  return { company, ada, boss, to, confirm, asBoss: await signedIn(company, boss) }
}

describe('A new address in effect', () => {
  test('is what people sign in by; the old one opens nothing and is told alike to one that never was', async () => {
    const { company, ada, to, confirm } = await changed()
    await enter(company, ada.email)
    await confirm()
    await enter(company, to)
    const [former, unknown] = [
      await refusal(enter(company, ada.email)),
      await refusal(enter(company, 'nobody@example.com')),
    ]
    expect([former.code, former.message, former.fields]).toEqual([unknown.code, unknown.message, unknown.fields])
    await executePublic(requestSignInCode, request(), { company: company.slug, email: ada.email, browser: newToken() })
    expect(await queuedEmails(company.id, 'sign-in-code')).toEqual([])
  })

  test('ends every session but that of the browser in which it is confirmed, and what mail had opened', async () => {
    const { company, ada, confirm } = await changed()
    const [here, elsewhere] = [await signedIn(company, ada), await signedIn(company, ada)]
    const reset = await company.passwordReset(ada)
    const [known, other] = [newToken(), newToken()]
    await inCompany(company.id, async scope => {
      for (const token of [known, other]) await devicesIn(scope).insert({ userId: ada.id, tokenHash: hashToken(token) })
    })
    expect(await confirm({ ...request(), sessions: [here.caller.session!], deviceTokens: [known] })).toEqual({
      signedIn: true,
    })
    expect(await here.does(viewProfile)).toMatchObject({ user: { email: 'ada.new@example.com' } })
    expect(await refusalCode(elsewhere.does(viewProfile))).toBe('unauthenticated')
    const link = { company: company.slug, token: reset.token }
    expect(await executePublic(openPasswordReset, request(), link)).toBeUndefined()
    const { devices } = (await snapshot(company.id)) as { devices: { token_hash: string }[] }
    expect(devices.map(device => device.token_hash)).toEqual([hashToken(known)])
    expect((await auditTrail(company.id)).find(({ event }) => event === 'email_change.completed')).toMatchObject({
      actor_id: ada.id,
      target_id: ada.id,
      data: { sessionsEnded: 1 },
    })
  })

  test.each(['of somebody else', 'of another company', 'that waits for its second factor'])(
    'keeps no session %s',
    async whose => {
      const { company, ada, boss, confirm } = await changed()
      const elsewhere = await makeCompany()
      const session =
        whose === 'of somebody else'
          ? await company.session(boss)
          : whose === 'of another company'
            ? await elsewhere.session(await elsewhere.user())
            : await company.session(ada, { pending: true })
      expect(await confirm({ ...request(), sessions: [session] })).toEqual({ signedIn: false })
    },
  )

  test('is told to both mailboxes, the old one with the link to object', async () => {
    const { company, ada, to, confirm } = await changed()
    await confirm()
    expect(await queuedEmails(company.id, 'email-changed')).toMatchObject([
      { to: ada.email, address: to, objection: { url: expect.stringContaining('/email-objection/') } },
    ])
    expect(await queuedEmails(company.id, 'email-change-completed')).toMatchObject([{ to }])
  })

  test('leaves passkeys and second factor, and what was counted against the person', async () => {
    const { company, ada, to, confirm } = await changed()
    await company.secondFactor(ada)
    await addPasskey(company, ada)
    for (let failures = 0; failures < 5; failures++) await refusalCode(enter(company, ada.email, 'wrong'))
    const before = await snapshot(company.id)
    await confirm()
    const after = await snapshot(company.id)
    expect([after.totp_factors, after.passkeys, after.recovery_codes]).toEqual([
      before.totp_factors,
      before.passkeys,
      before.recovery_codes,
    ])
    const waits = () =>
      inCompany(company.id, async scope => (await throttlesIn(scope).longestWait([personKey('password', ada.id)]))[0])
    expect(await waits()).toMatchObject({ failures: 5 })
    expect(await refusalCode(enter(company, to))).toBe('wrong_credentials')
    await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles`))
    await enter(company, to)
  })

  test('is what people find them by, and the log holds neither', async () => {
    const { company, ada, to, asBoss, confirm } = await changed()
    await confirm()
    const found = async (q: string) => (await asBoss.does(listUsers, { q })).users.map(({ id }) => id)
    expect([await found('ada.new'), await found('ada.old')]).toEqual([[ada.id], []])
    const log = JSON.stringify(await auditTrail(company.id))
    expect([log.includes(to), log.includes(ada.email)]).toEqual([false, false])
  })

  test('is where a link for a new password goes that somebody asked for before', async () => {
    const { company, ada, to, confirm } = await changed()
    await confirm()
    await sendRequestedPasswordReset(company.id, ada.id)
    expect(await queuedEmails(company.id, 'password-reset')).toMatchObject([{ to }])
  })
})

describe('An address that somebody left', () => {
  test('goes to nobody else for 7 days, and then to whoever wants it', async () => {
    const { company, ada, asBoss, confirm } = await changed()
    await confirm()
    const before = await snapshot(company.id)
    const refused = await refusal(asBoss.does(sendInvitations, { addresses: ada.email }))
    expect([refused.code, refused.fields?.addresses]).toEqual(['nobody_new', `${ada.email} is already a user.`])
    expect(await snapshot(company.id)).toEqual(before)
    const eve = await company.user()
    const { token } = await company.emailChange(eve, { to: ada.email })
    expect(await refusalCode(executePublic(confirmEmailChange, request(), { company: company.slug, token }))).toBe(
      'conflict',
    )
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update email_changes set objectable_until = now()`))
    await asBoss.does(sendInvitations, { addresses: ada.email })
    expect((await asBoss.does(listInvitations)).invitations).toMatchObject([{ email: ada.email }])
  })

  test('is theirs to go back to', async () => {
    const { company, ada, to, confirm } = await changed()
    await confirm()
    const back = await company.emailChange({ ...ada, email: to }, { to: ada.email })
    await executePublic(confirmEmailChange, request(), { company: company.slug, token: back.token })
    await enter(company, ada.email)
  })

  test('is erased with the person, and not what is about who has it by then', async () => {
    const { company, ada, boss, to, asBoss, confirm } = await changed()
    const rows = async () =>
      (await inCompany(company.id, ({ tx }) => tx.execute<{ email: string }>(sql`select email from import_rows`))).map(
        ({ email }) => email,
      )
    await company.importOf({ by: boss })
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update import_rows set email = ${ada.email}, email_key = ${ada.email} where line = 2`),
    )
    await confirm()
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update email_changes set objectable_until = now()`))
    await asBoss.does(deactivateUser, { userId: ada.id })
    await asBoss.does(deleteUser, { userId: ada.id, confirmation: to })
    expect(await rows()).toEqual(['nobody'])
    const all = JSON.stringify(await snapshot(company.id))
    expect([all.includes(ada.email), all.includes(to)]).toEqual([false, false])
  })
})

test('The rows of a file stay that are about somebody who has the address of a deleted person by then', async () => {
  const { company, ada, boss, to, asBoss, confirm } = await changed()
  await confirm()
  await company.importOf({ by: boss })
  await inCompany(company.id, async scope => {
    await scope.tx.execute(sql`update import_rows set email = ${ada.email}, email_key = ${ada.email} where line = 2`)
    await scope.tx.execute(sql`update email_changes set objectable_until = now()`)
    await usersIn(scope).insert({ name: 'Eve', email: ada.email, status: 'active' })
  })
  await asBoss.does(deactivateUser, { userId: ada.id })
  await asBoss.does(deleteUser, { userId: ada.id, confirmation: to })
  const { import_rows: rows } = (await snapshot(company.id)) as { import_rows: { email: string }[] }
  expect(rows.map(({ email }) => email)).toContain(ada.email)
})
