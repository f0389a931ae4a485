import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { executePublic } from '@/lib/operation/run'
import { changePassword } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { deactivateUser, sendPasswordReset } from '@/lib/users/commands'
import { queuedEmails } from '@/testing/emails'
import { makeCompany, type MadeCompany, type MadeUser } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { earlier } from '@/testing/time'
import { openPasswordReset, requestPasswordReset, resetPassword } from './commands'
import { sendRequestedPasswordReset } from './send'

const OLD = 'correct horse battery staple'
const NEW = 'an entirely new pass phrase'

const ask = (company: string, email: string) => executePublic(requestPasswordReset, request(), { company, email })
const open = (company: string, token: string) => executePublic(openPasswordReset, request(), { company, token })
const choose = (company: string, token: string, newPassword = NEW) =>
  executePublic(resetPassword, request(), { company, token, newPassword, repeatedPassword: newPassword })
const enter = (company: string, email: string, password: string) =>
  executePublic(signIn, request(), { company, email, password })

/** What the job does that a request leaves behind. */
const mailed = async (company: MadeCompany, user: MadeUser): Promise<string> => {
  await sendRequestedPasswordReset(company.id, user.id)
  const emails = await queuedEmails(company.id, 'password-reset')
  return emails.at(-1)!.url.split('/').at(-1)!
}

const eventsOf = async (company: MadeCompany) =>
  (await auditTrail(company.id)).map(({ event, outcome, data }) => ({ event, outcome, data }))

describe('Asking for a new password', () => {
  test('gets one answer after the same time, whoever is asked for; and only an active person a mail', async () => {
    const company = await makeCompany()
    const [ada, gone, invited] = [
      await company.user(),
      await company.user({ status: 'inactive' }),
      await company.user({ status: 'invited' }),
    ]
    const before = await snapshotBesideTries(company.id)
    const times = []
    for (const [slug, email] of [
      ['no-such-company', ada.email],
      [company.slug, 'nobody@example.com'],
      [company.slug, gone.email],
      [company.slug, invited.email],
      [company.slug, ada.email.toUpperCase()],
    ] as const) {
      const began = performance.now()
      expect(await ask(slug, email)).toBeUndefined()
      times.push(performance.now() - began)
    }
    expect(Math.min(...times)).toBeGreaterThan(395)
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect(await eventsOf(company)).toEqual([
      {
        event: 'password_reset.requested',
        outcome: 'refused',
        data: { reason: 'unknown_person', email: 'n…@example.com' },
      },
      { event: 'password_reset.requested', outcome: 'refused', data: { reason: 'inactive' } },
      { event: 'password_reset.requested', outcome: 'refused', data: { reason: 'invited' } },
      { event: 'password_reset.requested', outcome: 'succeeded', data: {} },
    ])
    for (const user of [gone, invited]) await sendRequestedPasswordReset(company.id, user.id)
    await sendRequestedPasswordReset(company.id, randomUUID())
    await sendRequestedPasswordReset(randomUUID(), randomUUID())
    expect(await queuedEmails(company.id, 'password-reset')).toEqual([])
    await sendRequestedPasswordReset(company.id, ada.id)
    const [email] = await queuedEmails(company.id, 'password-reset')
    expect(email).toMatchObject({ to: ada.email, company: company.name })
    expect(email!.url).toMatch(new RegExp(`^http://localhost:3000/${company.slug}/reset-password/[\\w-]{43}$`))
  })

  test('leaves one link that is good, and stops mailing after five within an hour', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const first = await mailed(company, ada)
    const second = await mailed(company, ada)
    expect(await open(company.slug, first)).toBeUndefined()
    expect(await open(company.slug, second)).toMatchObject({ email: ada.email })
    await Promise.all(Array.from({ length: 10 }, () => sendRequestedPasswordReset(company.id, ada.id)))
    const emails = await queuedEmails(company.id, 'password-reset')
    expect(emails.length).toBe(5)
    const good = []
    for (const { url } of emails) if (await open(company.slug, url.split('/').at(-1)!)) good.push(url)
    expect(good.length).toBe(1)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update password_resets set created_at = ${earlier('created_at', 61 * 60)}`),
    )
    await sendRequestedPasswordReset(company.id, ada.id)
    expect((await queuedEmails(company.id, 'password-reset')).length).toBe(6)
  })

  test('by an administrator mails the person the same link, says who had it sent, and says when it was too often', async () => {
    const company = await makeCompany()
    const boss = await company.user({ name: 'Alice', groups: [company.administrators] })
    const [ada, gone] = [await company.user({ password: OLD }), await company.user({ status: 'inactive' })]
    const alice = await signedIn(company, boss)
    await alice.does(sendPasswordReset, { userId: ada.id })
    const [email] = await queuedEmails(company.id, 'password-reset')
    expect(email).toMatchObject({ to: ada.email, requester: 'Alice' })
    await choose(company.slug, email!.url.split('/').at(-1)!)
    await enter(company.slug, ada.email, NEW)
    expect(await refusalCode(alice.does(sendPasswordReset, { userId: gone.id }))).toBe('wrong_status')
    for (let n = 1; n < 5; n++) await alice.does(sendPasswordReset, { userId: ada.id })
    const before = await snapshotBesideTries(company.id)
    expect(await refusal(alice.does(sendPasswordReset, { userId: ada.id }))).toMatchObject({
      code: 'too_often',
      status: 429,
    })
    expect(await snapshotBesideTries(company.id)).toEqual(before)
  })
})

describe('Choosing a new password by a mailed link', () => {
  test('ends the wait of who was guessed at, also one without end', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    for (let failures = 0; failures < 5; failures++) await refusalCode(enter(company.slug, ada.email, 'wrong'))
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update throttles set blocked_until = 'infinity', failures = 100 where key like 'account %'`),
    )
    expect(await refusalCode(enter(company.slug, ada.email, OLD))).toBe('wrong_credentials')
    await choose(company.slug, await mailed(company, ada))
    await enter(company.slug, ada.email, NEW)
  })

  test('changes it, ends every session and every link, tells the person, and signs nobody in', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const here = await signedIn(company, ada)
    await signedIn(company, ada)
    const token = await mailed(company, ada)
    expect(JSON.stringify(await snapshotBesideTries(company.id))).not.toContain(token)
    expect(await choose(company.slug, token)).toBeUndefined()
    expect(await refusalCode(here.does(viewProfile))).toBe('unauthenticated')
    expect(await refusalCode(enter(company.slug, ada.email, OLD))).toBe('wrong_credentials')
    await enter(company.slug, ada.email, NEW)
    const [told] = await queuedEmails(company.id, 'password-changed')
    expect(told).toMatchObject({
      to: ada.email,
      by: 'link',
      forgotUrl: `http://localhost:3000/${company.slug}/forgot-password`,
    })
    expect(await eventsOf(company)).toContainEqual({
      event: 'password.reset',
      outcome: 'succeeded',
      data: { sessionsEnded: 2 },
    })
  })

  test('works for exactly one of thirty who try at once', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const token = await mailed(company, ada)
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => choose(company.slug, token, `pass phrase number ${n}`)),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    const refused = attempts.flatMap(attempt =>
      attempt.status === 'rejected' ? [(attempt.reason as { code: string }).code] : [],
    )
    // Those that would have waited too long for their hash are told so.
    expect(refused.filter(code => code !== 'busy' && code !== 'not_found')).toEqual([])
    expect(refused).toContain('not_found')
    await enter(
      company.slug,
      ada.email,
      `pass phrase number ${attempts.findIndex(({ status }) => status === 'fulfilled')}`,
    )
    expect((await queuedEmails(company.id, 'password-changed')).length).toBe(1)
  }, 120_000)

  test('is not used up by looking at it, a hundred times', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const token = await mailed(company, ada)
    const before = await snapshotBesideTries(company.id)
    for (let n = 0; n < 100; n++) expect(await open(company.slug, token)).toMatchObject({ email: ada.email })
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await choose(company.slug, token)
  })

  test('asks for a good password, twice the same, and a refusal uses nothing up', async () => {
    const company = await makeCompany()
    const token = await mailed(company, await company.user({ password: OLD }))
    const before = await snapshotBesideTries(company.id)
    const attempt = (newPassword: string, repeatedPassword: string) =>
      executePublic(resetPassword, request(), { company: company.slug, token, newPassword, repeatedPassword })
    expect((await refusal(attempt('short', 'short'))).fields).toHaveProperty('newPassword')
    expect((await refusal(attempt(NEW, OLD))).fields).toHaveProperty('repeatedPassword')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await choose(company.slug, token)
  })

  test('is good with what a mail program took into it', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const token = await mailed(company, ada)
    expect(await open(company.slug, `.${token}`)).toBeUndefined()
    expect(await open(company.slug, `${token}&gt;`)).toMatchObject({ email: ada.email })
    await choose(company.slug, `${token}%20or%20not`)
    expect(await open(company.slug, token)).toBeUndefined()
  })

  test.each<[string, (company: MadeCompany, ada: MadeUser, token: string) => Promise<unknown>]>([
    ['used', (company, _, token) => choose(company.slug, token)],
    [
      'expired',
      company => inCompany(company.id, ({ tx }) => tx.execute(sql`update password_resets set expires_at = now()`)),
    ],
    ['overtaken by a newer one', (company, ada) => mailed(company, ada)],
    [
      'overtaken by a change of the password',
      async (company, ada) =>
        (await signedIn(company, ada)).does(changePassword, {
          currentPassword: OLD,
          newPassword: NEW,
          repeatedPassword: NEW,
        }),
    ],
    [
      'of somebody who was deactivated',
      async (company, ada) =>
        (await signedIn(company, await company.user({ groups: [company.administrators] }))).does(deactivateUser, {
          userId: ada.id,
        }),
    ],
  ])('does not work with a link that is %s', async (_, kill) => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const token = await mailed(company, ada)
    await kill(company, ada, token)
    const before = await snapshotBesideTries(company.id)
    expect(await open(company.slug, token)).toBeUndefined()
    expect((await refusal(choose(company.slug, token, 'one more pass phrase'))).code).toBe('not_found')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect((await eventsOf(company)).at(-1)).toMatchObject({ event: 'password_reset.refused', outcome: 'refused' })
  })

  test('answers alike to garbage, to a company that does not exist, and to the link of another company', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const email = 'frank@shared.example'
    const [frank, other] = [await acme.user({ email, password: OLD }), await globex.user({ email, password: OLD })]
    const token = await mailed(acme, frank)
    const before = [await snapshotBesideTries(acme.id), await snapshotBesideTries(globex.id)]
    const answers = []
    for (const [slug, sent] of [
      [globex.slug, token],
      ['no-such-company', token],
      ['%00', token],
      [acme.slug, 'garbage'],
      [acme.slug, ''],
      [acme.slug, 'x'.repeat(5000)],
    ] as const) {
      expect(await open(slug, sent)).toBeUndefined()
      const { code, status, message, fields } = await refusal(choose(slug, sent))
      answers.push(JSON.stringify({ code, status, message, fields }))
    }
    expect(new Set(answers).size).toBe(1)
    expect([await snapshotBesideTries(acme.id), await snapshotBesideTries(globex.id)]).toEqual(before)
    await choose(acme.slug, token)
    await enter(globex.slug, other.email, OLD)
    await enter(acme.slug, frank.email, NEW)
  })

  test('leaves no session that a sign-in with the old password began meanwhile', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: OLD })
    const sessions: PromiseSettledResult<Awaited<ReturnType<typeof enter>>>[] = []
    const token = await mailed(company, ada)
    const entering = Array.from({ length: 6 }, () => enter(company.slug, ada.email, OLD))
    await Promise.all([choose(company.slug, token), Promise.allSettled(entering).then(all => sessions.push(...all))])
    const live = await inCompany(company.id, async ({ tx }) =>
      tx.execute(sql`select 1 from sessions where ended_at is null`),
    )
    expect(live.length).toBe(0)
  })
})

test('A changed password in the profile is told by mail', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password: OLD })
  await (
    await signedIn(company, ada)
  ).does(changePassword, { currentPassword: OLD, newPassword: NEW, repeatedPassword: NEW })
  expect(await queuedEmails(company.id, 'password-changed')).toMatchObject([{ to: ada.email, by: 'profile' }])
})
