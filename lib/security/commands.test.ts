import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import type { AnyOperation } from '@/lib/operation/define'
import { execute } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { tasks } from '@/lib/server/tasks'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { earlier } from '@/testing/time'
import { changeSecurity, keepSecurity, revertSecurity } from './commands'
import { previewSecurity, viewSecurity } from './queries'
import { END_TRIAL } from './trial'

const required = { secondFactor: { required: true, graceDays: 0 } }

const withAdministrator = async () => {
  const company = await makeCompany()
  const user = await company.user({ groups: [company.administrators] })
  return { company, user, ada: await signedIn(company, user) }
}

/** Time passes, as the database sees it; nobody works meanwhile. */
const pass = (company: MadeCompany, minutes: number) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security_trial_since = ${earlier('security_trial_since', minutes * 60)},
      security_reverts_at = ${earlier('security_reverts_at', minutes * 60)}`),
  )

const holds = async (company: MadeCompany) => {
  const auditor = await signedIn(company, await company.user({ can: ['settings:read'] }))
  return (await auditor.does(viewSecurity)).settings
}

const events = async (company: MadeCompany) =>
  (await auditTrail(company.id)).filter(({ event }) => event.startsWith('security.') && event !== 'security.viewed')

describe('Security settings', () => {
  test('change at once where nobody can be locked out, and the audit log says what was and what is', async () => {
    const { company, ada } = await withAdministrator()
    expect(
      await ada.does(changeSecurity, { sessions: { idleMinutes: '30', absoluteHours: 8 }, trustedDevices: false }),
    ).toEqual({ trialUntil: null, version: 2 })
    expect(await holds(company)).toMatchObject({
      sessions: { idleMinutes: 30, absoluteHours: 8 },
      trustedDevices: false,
    })
    expect((await events(company)).at(-1)).toMatchObject({
      event: 'security.changed',
      data: {
        changes: {
          sessions: {
            from: 'end after 60 minutes of inactivity, and after 12 hours at the latest',
            to: 'end after 30 minutes of inactivity, and after 8 hours at the latest',
          },
        },
      },
    })
  })

  test('are changed only after proof of who it is', async () => {
    const { company, user } = await withAdministrator()
    const { token, companyId } = await company.session(user, { steppedUpAt: null })
    const caller = { session: { token, companyId }, slug: company.slug, request: request() }
    const before = await snapshot(company.id)
    expect(await refusalCode(execute(changeSecurity, caller, { trustedDevices: false }))).toBe('step_up_required')
    expect(await snapshot(company.id)).toEqual(before)
  })

  test.each([
    [
      'no way to sign in',
      { signIn: { password: false, emailCode: false, passkey: false } },
      'signIn.password',
      /at least one sign-in method/i,
    ],
    [
      'a week of idleness',
      { sessions: { idleMinutes: 10_080, absoluteHours: 8 } },
      'sessions.idleMinutes',
      /from 5 to 1440/,
    ],
    [
      'more days of grace than there may be',
      { secondFactor: { required: true, graceDays: 31 } },
      'secondFactor.graceDays',
      /from 0 to 30/,
    ],
    [
      'lines that are no networks',
      { networks: '192.0.2.0/24\n10.0.0\n\nhome' },
      'networks',
      /^Line 2 \(“10.0.0”\), line 4 \(“home”\) are not networks/,
    ],
    [
      'networks without one’s own address',
      { networks: '203.0.113.0/24' },
      'networks',
      /lock you out, because your own address \(192\.0\.2\.1\)/,
    ],
  ])('refuse %s at the field, in the preview too', async (_, input, field, sentence) => {
    const { company, ada } = await withAdministrator()
    const before = await snapshot(company.id)
    const alike: AnyOperation[] = [changeSecurity, previewSecurity]
    for (const operation of alike) {
      const error = await refusal(ada.does(operation, input))
      expect([error.status, error.fields?.[field]]).toEqual([422, expect.stringMatching(sentence)])
    }
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('take a policy from its name, whatever values come along', async () => {
    const { company, ada } = await withAdministrator()
    await ada.does(changeSecurity, { password: { preset: 'only_factor', minLength: 12 } })
    expect(await holds(company)).toMatchObject({ password: { preset: 'only_factor', minLength: 15, expiryDays: 0 } })
    await ada.does(changeSecurity, { password: { preset: 'custom', minLength: '20', digit: true } })
    expect(await holds(company)).toMatchObject({
      password: { preset: 'custom', minLength: 20, digit: true, upper: false },
    })
  })
})

describe('A change that could lock people out', () => {
  test('holds at once, and undoes itself after its time: nobody has to work for it, and a restart does not matter', async () => {
    const { company, ada } = await withAdministrator()
    await ada.does(changeSecurity, required)
    // Everybody is locked out, who made it as well.
    expect(await refusalCode(ada.does(viewProfile))).toBe('enrolment_required')
    expect(await refusalCode(ada.does(revertSecurity))).toBe('enrolment_required')
    await pass(company, 14)
    expect(await refusalCode(ada.does(viewProfile))).toBe('enrolment_required')
    await pass(company, 1)
    await ada.does(viewProfile)
    expect((await holds(company)).secondFactor.required).toBe(false)
  })

  test('from networks: who stands outside is refused everything but signing out, until it is over', async () => {
    const { company, ada } = await withAdministrator()
    const bob = await signedIn(company, await company.user())
    bob.caller.request.ip = '203.0.113.9'
    await ada.does(changeSecurity, { networks: '192.0.2.0/24\n2001:db8::/32' })
    expect(await refusalCode(bob.does(viewProfile))).toBe('network_not_allowed')
    await ada.does(viewProfile)
    await pass(company, 15)
    await bob.does(viewProfile)
  })

  test('is written back and recorded once when its time is over, however often the task is done', async () => {
    const { company, ada } = await withAdministrator()
    await ada.does(changeSecurity, required)
    await tasks[END_TRIAL]!(company.id, company.id, false)
    expect(await refusalCode(ada.does(viewProfile))).toBe('enrolment_required')
    await pass(company, 15)
    await tasks[END_TRIAL]!(company.id, company.id, false)
    await tasks[END_TRIAL]!(company.id, company.id, false)
    const reverted = (await events(company)).filter(({ event }) => event === 'security.reverted')
    expect(reverted).toMatchObject([
      {
        actor_id: null,
        data: { by: 'time', changes: { 'two-factor authentication': { to: 'not required for everybody' } } },
      },
    ])
    const [row] = (await snapshot(company.id)).companies as Record<string, unknown>[]
    expect(row).toMatchObject({
      security_before: null,
      security_reverts_at: null,
      security_trial_since: null,
      security_trial_by: null,
    })
  })

  test('that was given up by time does not come back with the next change', async () => {
    const { company, ada } = await withAdministrator()
    await ada.does(changeSecurity, required)
    await pass(company, 15)
    await ada.does(changeSecurity, { trustedDevices: false })
    expect(await holds(company)).toMatchObject({ trustedDevices: false, secondFactor: { required: false } })
    expect((await events(company)).map(({ event }) => event)).toEqual([
      'security.changed',
      'security.reverted',
      'security.changed',
    ])
  })

  test('is kept only by who has signed in afresh since', async () => {
    const { company, user, ada } = await withAdministrator()
    await ada.does(changeSecurity, { networks: ['192.0.2.0/24'] })
    const before = await snapshot(company.id)
    const error = await refusal(ada.does(keepSecurity))
    expect([error.code, error.message]).toEqual(['wrong_status', expect.stringContaining('sign in again first')])
    expect(await snapshot(company.id)).toEqual(before)
    const afresh = await signedIn(company, user)
    await afresh.does(keepSecurity)
    await pass(company, 60)
    expect((await holds(company)).networks).toEqual(['192.0.2.0/24'])
    expect((await events(company)).at(-1)).toMatchObject({ event: 'security.confirmed', actor_id: user.id })
  })

  test('can be taken back before its time, and then is over', async () => {
    const { company, user, ada } = await withAdministrator()
    await ada.does(changeSecurity, { networks: ['192.0.2.0/24'] })
    await ada.does(revertSecurity)
    expect((await holds(company)).networks).toEqual([])
    expect((await events(company)).at(-1)).toMatchObject({
      event: 'security.reverted',
      actor_id: user.id,
      data: { by: 'person' },
    })
    expect(await refusalCode(ada.does(revertSecurity))).toBe('wrong_status')
    expect(await refusalCode(ada.does(keepSecurity))).toBe('wrong_status')
  })

  test('stands alone: another change waits until it is kept or taken back', async () => {
    const { company, ada } = await withAdministrator()
    await ada.does(changeSecurity, { networks: ['192.0.2.0/24'] })
    const before = await snapshot(company.id)
    const error = await refusal(ada.does(changeSecurity, { trustedDevices: false }))
    expect([error.status, error.message]).toEqual([409, expect.stringMatching(/keep or revert them first/i)])
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(revertSecurity)
    await ada.does(changeSecurity, { trustedDevices: false })
  })

  test('is for good where its maker says so', async () => {
    const { company, ada } = await withAdministrator()
    expect(await ada.does(changeSecurity, { networks: ['192.0.2.0/24'], trial: false })).toEqual({
      trialUntil: null,
      version: 2,
    })
    expect((await holds(company)).networks).toEqual(['192.0.2.0/24'])
    expect(await refusalCode(ada.does(revertSecurity))).toBe('wrong_status')
  })
})

describe('The preview of a change', () => {
  test('names who would have to do something, and changes nothing', async () => {
    const { company, user, ada } = await withAdministrator()
    const bob = await company.user({ name: 'Bob' })
    const old = await company.session(bob, { ip: '203.0.113.9' })
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update sessions set created_at = now() - interval '3 hours' where id = ${old.id}`),
    )
    const before = await snapshot(company.id)
    const preview = await ada.does(previewSecurity, {
      ...required,
      signIn: { password: false, emailCode: false, passkey: true },
      sessions: { idleMinutes: 60, absoluteHours: 2 },
      networks: '192.0.2.0/24',
    })
    const everybody = [user.name, 'Bob'].toSorted()
    expect(preview.risky).toBe(true)
    expect(Object.keys(preview.changes)).toEqual([
      'two-factor authentication',
      'sign-in methods',
      'sessions',
      'networks',
    ])
    expect(preview.consequences.map(({ sentence, names }) => [sentence, names.toSorted()])).toEqual([
      ['2 people have no way left to sign in.', everybody],
      ['1 person is signed in from outside these networks and will lose access immediately.', ['Bob']],
      ['2 people have not set up two-factor authentication and must do so immediately.', everybody],
      ['You have not set it up yourself, so you must do so before you can continue.', []],
      ['1 session ends immediately.', ['Bob']],
    ])
    expect(await snapshot(company.id)).toEqual(before)
  })

  test('names ten and counts the others', async () => {
    const { company, ada } = await withAdministrator()
    for (let count = 0; count < 12; count++) await company.user()
    const { consequences } = await ada.does(previewSecurity, {
      secondFactor: { required: true, graceDays: 7 },
    })
    expect(consequences).toMatchObject([
      {
        sentence: '13 people have not set up two-factor authentication and must do so within 7 days.',
        names: { length: 10 },
        more: 3,
      },
    ])
  })

  test('says whose password would have expired', async () => {
    const { company, ada } = await withAdministrator()
    await company.user({
      name: 'Cy',
      password: 'a password of long ago',
      createdAt: new Date(Date.now() - 100 * 86_400_000),
    })
    const { consequences, risky } = await ada.does(previewSecurity, { password: { preset: 'classic' } })
    expect(risky).toBe(false)
    expect(consequences[0]).toMatchObject({
      sentence: '1 person has to choose a new password before they can continue.',
      names: ['Cy'],
    })
  })
})
