import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { executePublic } from '@/lib/operation/run'
import { execute } from '@/lib/operation/run'
import { changePassword } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { signOut } from '@/lib/sessions/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot, snapshotBesideTries } from '@/testing/snapshot'
import { signIn } from './commands'

const PASSWORD = 'correct horse battery staple'

const trySignIn = (company: string, email: string, password: string) =>
  executePublic(signIn, request(), { company, email, password })

describe('Signing in', () => {
  test('opens a session, keeps only a hash of its token, and is in the audit log', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const session = await trySignIn(company.slug, ada.email.toUpperCase(), PASSWORD)
    const { actor } = await execute(viewProfile, { session, slug: company.slug, request: request() }, {})
    expect(actor.userId).toBe(ada.id)
    expect(JSON.stringify(await snapshot(company.id))).not.toContain(session.token)
    expect((await auditTrail(company.id)).map(event => [event.event, event.actor_id])).toContainEqual([
      'session.started',
      ada.id,
    ])
  })

  test('answers alike for unknown company, unknown person, wrong password, inactive and invited', async () => {
    const company = await makeCompany()
    const [ada, gone, invited] = [
      await company.user({ password: PASSWORD }),
      await company.user({ password: PASSWORD, status: 'inactive' }),
      await company.user({ status: 'invited' }),
    ]
    const before = await snapshot(company.id)
    const answers = []
    for (const [slug, email, password] of [
      ['no-such-company', ada.email, PASSWORD],
      [company.slug, 'nobody@example.com', PASSWORD],
      [company.slug, ada.email, 'wrong'],
      [company.slug, gone.email, PASSWORD],
      [company.slug, invited.email, PASSWORD],
    ] as const) {
      const error = await refusal(trySignIn(slug, email, password))
      answers.push({ code: error.code, status: error.status, message: error.message, fields: error.fields })
    }
    expect(answers[0]).toMatchObject({ code: 'wrong_credentials', status: 401 })
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    // That there were failures is counted; nothing else changes.
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    const reasons = (await auditTrail(company.id))
      .filter(event => event.event === 'session.refused')
      .map(event => event.data.reason)
    expect(reasons).toEqual(['unknown_person', 'wrong_password', 'inactive', 'invited'])
  })

  test("does not accept another company's password for the same address", async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const email = 'frank@shared.example'
    await acme.user({ email, password: PASSWORD })
    await globex.user({ email, password: 'another pass phrase altogether' })
    expect(await refusalCode(trySignIn(globex.slug, email, PASSWORD))).toBe('wrong_credentials')
    await trySignIn(acme.slug, email, PASSWORD)
  })

  test('with a password that is not a match byte by byte but in NFKC works', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: 'Ångström and more words' })
    await trySignIn(company.slug, ada.email, 'A\u030Angstro\u0308m and more words')
  })

  test('compares all of a long password, not just what bcrypt sees', async () => {
    const company = await makeCompany()
    const long = 'x'.repeat(50) + 'yz'.repeat(60)
    const ada = await company.user({ password: `${long}1` })
    expect(await refusalCode(trySignIn(company.slug, ada.email, `${long}2`))).toBe('wrong_credentials')
    await trySignIn(company.slug, ada.email, `${long}1`)
  })
})

describe('A session', () => {
  test('ends with signing out', async () => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user())
    await ada.does(signOut)
    expect(await refusalCode(ada.does(viewProfile))).toBe('unauthenticated')
  })

  test.each([
    ['nobody used it for an hour', sql`last_seen_at = now() - interval '61 minutes'`],
    ['its time is up', sql`expires_at = now() - interval '1 second'`],
    ['it was ended', sql`ended_at = now()`],
  ])('opens nothing when %s', async (_, change) => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user())
    await ada.does(viewProfile)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set ${change}`))
    expect(await refusalCode(ada.does(viewProfile))).toBe('unauthenticated')
  })

  test('of one company opens nothing in another, whatever the cookie says', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const ada = await signedIn(acme, await acme.user())
    const moved = {
      ...ada.caller,
      slug: globex.slug,
      session: { token: ada.caller.session!.token, companyId: globex.id },
    }
    expect(await refusalCode(execute(viewProfile, moved, {}))).toBe('unauthenticated')
  })
})

describe('Changing the password', () => {
  const change = (currentPassword: string) => ({
    currentPassword,
    newPassword: 'an entirely new pass phrase',
    repeatedPassword: 'an entirely new pass phrase',
  })

  test('asks for the current one, and ends all other sessions', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const [here, elsewhere] = [await signedIn(company, ada), await signedIn(company, ada)]
    const wrong = await refusal(here.does(changePassword, change('not it')))
    expect([wrong.status, wrong.fields]).toEqual([401, { currentPassword: 'This is not your current password.' }])
    await elsewhere.does(viewProfile)
    expect(await here.does(changePassword, change(PASSWORD))).toEqual({ sessionsEnded: 1 })
    expect(await refusalCode(elsewhere.does(viewProfile))).toBe('unauthenticated')
    await here.does(viewProfile)
    expect(await refusalCode(trySignIn(company.slug, ada.email, PASSWORD))).toBe('wrong_credentials')
    await trySignIn(company.slug, ada.email, 'an entirely new pass phrase')
  })

  test.each([
    ['a short one', { newPassword: 'short', repeatedPassword: 'short' }, 'newPassword'],
    ['one of a single letter', { newPassword: 'aaaaaaaaaaaaaaa', repeatedPassword: 'aaaaaaaaaaaaaaa' }, 'newPassword'],
    [
      'one that was repeated wrongly',
      { newPassword: 'an entirely new pass phrase', repeatedPassword: 'another' },
      'repeatedPassword',
    ],
    ['the old one', { newPassword: PASSWORD, repeatedPassword: PASSWORD }, 'newPassword'],
  ])('refuses %s at the field', async (_, fields, field) => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ password: PASSWORD }))
    const error = await refusal(ada.does(changePassword, { currentPassword: PASSWORD, ...fields }))
    expect([error.status, Object.keys(error.fields ?? {})]).toEqual([422, [field]])
  })
})
