import { describe, expect, test } from 'vitest'
import { execute, executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { mails, personWithFactor } from '@/testing/second-factor'
import { snapshot } from '@/testing/snapshot'
import { resetSecondFactor, verifySecondFactor } from './commands'
import { totpCodeAt } from './totp'

const PASSWORD = 'correct horse battery staple'

describe('An administrator who resets a second factor', () => {
  test('removes everything of it, ends the sessions, and the person is told', async () => {
    const { company, ada, secret } = await personWithFactor({ password: PASSWORD })
    const asBoss = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const asAda = await signedIn(company, ada)
    expect(await asBoss.does(resetSecondFactor, { userId: ada.id })).toEqual({ sessionsEnded: 1 })
    const after = await snapshot(company.id)
    expect([after.totp_factors, after.recovery_codes, after.devices]).toEqual([[], [], []])
    expect(await refusalCode(asAda.does(viewProfile))).toBe('unauthenticated')
    expect((await mails(company)).map(({ template, to }) => [template, to])).toEqual([
      ['second-factor-reset', ada.email],
    ])
    const begun = await executePublic(signIn, request(), {
      company: company.slug,
      email: ada.email,
      password: PASSWORD,
    })
    expect(begun.pending).toBe(false)
    expect(
      await refusalCode(
        execute(verifySecondFactor, { session: begun, request: request() }, { code: totpCodeAt(secret) }),
      ),
    ).toBe('wrong_code')
  })

  test('does so for others only, for those who have one, and after proving who they are', async () => {
    const { company, ada } = await personWithFactor()
    const boss = await company.user({ groups: [company.administrators] })
    await company.secondFactor(boss)
    const asBoss = await signedIn(company, boss)
    const without = await company.user()
    const stale = { session: await company.session(boss, { steppedUpAt: null }), request: request() }
    const before = await snapshot(company.id)
    expect(await refusalCode(asBoss.does(resetSecondFactor, { userId: boss.id }))).toBe('own_account')
    expect(await refusalCode(asBoss.does(resetSecondFactor, { userId: without.id }))).toBe('wrong_status')
    expect(await refusalCode(execute(resetSecondFactor, stale, { userId: ada.id }))).toBe('step_up_required')
    expect({ ...(await snapshot(company.id)), users: [], user_statuses: [] }).toEqual({
      ...before,
      users: [],
      user_statuses: [],
    })
  })

  test('holds what the person holds: else they could let themselves in with a password they know', async () => {
    const { company, ada } = await personWithFactor({ groups: [] })
    const helper = await signedIn(company, await company.user({ can: ['users:manage-credentials'] }))
    const administrator = await company.user({ groups: [company.administrators] })
    await company.secondFactor(administrator)
    const before = await snapshot(company.id)
    expect(await refusalCode(helper.does(resetSecondFactor, { userId: administrator.id }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await helper.does(resetSecondFactor, { userId: ada.id })
  })
})
