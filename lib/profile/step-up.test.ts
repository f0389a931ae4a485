import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { execute } from '@/lib/operation/run'
import { beginSecondFactor, regenerateCodes } from '@/lib/second-factor/commands'
import { viewStepUpMethods } from '@/lib/second-factor/queries'
import { totpCodeAt } from '@/lib/second-factor/totp'
import { addPasskey } from '@/testing/authenticator'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, request } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { stepUp } from './commands'
import { viewProfile } from './queries'

const PASSWORD = 'correct horse battery staple'

async function personWithFactor(options: Parameters<MadeCompany['user']>[0] = {}) {
  const company = await makeCompany()
  const ada = await company.user(options)
  return { company, ada, ...(await company.secondFactor(ada)) }
}

describe('Confirming who one is', () => {
  const stale = async (company: MadeCompany, user: { id: string }) => ({
    session: await company.session(user, { steppedUpAt: null }),
    request: request(),
  })

  test('takes the password of who has no second factor, and renews the session', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const call = await stale(company, ada)
    const wrong = await refusal(execute(stepUp, call, { password: 'not it' }))
    expect([wrong.status, Object.keys(wrong.fields ?? {})]).toEqual([401, ['password']])
    expect(await refusalCode(execute(beginSecondFactor, call, {}))).toBe('step_up_required')
    const { data: session } = await execute(stepUp, call, { password: PASSWORD })
    expect(await refusalCode(execute(viewProfile, call, {}))).toBe('unauthenticated')
    await execute(beginSecondFactor, { session, request: request() }, {})
  })

  test('takes a code, and not the password, of who has a second factor', async () => {
    const { company, ada, secret } = await personWithFactor({ password: PASSWORD })
    const call = await stale(company, ada)
    expect((await refusal(execute(stepUp, call, { password: PASSWORD }))).fields).toHaveProperty('code')
    const { data: session } = await execute(stepUp, call, { code: totpCodeAt(secret) })
    await execute(regenerateCodes, { session, request: request() }, {})
    expect((await auditTrail(company.id)).map(event => event.event)).toContain('session.stepped_up')
  })

  test('takes a passkey or a recovery code, and not the password, of who has a passkey', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: PASSWORD })
    const { recoveryCodes } = await company.secondFactor(ada)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from totp_factors`))
    await addPasskey(company, ada)
    const call = await stale(company, ada)
    expect((await execute(viewStepUpMethods, call, {})).data).toEqual({
      app: false,
      code: true,
      passkey: true,
      password: false,
    })
    expect((await refusal(execute(stepUp, call, { password: PASSWORD }))).fields).toHaveProperty('code')
    const { data: session } = await execute(stepUp, call, { code: recoveryCodes[0] })
    await execute(regenerateCodes, { session, request: request() }, {})
  })

  test('can be tried five times', async () => {
    const { company, ada, secret } = await personWithFactor()
    const call = await stale(company, ada)
    for (let tries = 0; tries < 5; tries++)
      expect(await refusalCode(execute(stepUp, call, { code: '000000' }))).toBe('wrong_code')
    expect(await refusalCode(execute(stepUp, call, { code: totpCodeAt(secret) }))).toBe('wrong_code')
  })
})
