import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import type { AnyOperation } from '@/lib/operation/define'
import { execute, executePublic } from '@/lib/operation/run'
import { viewProfile } from '@/lib/profile/queries'
import { signIn } from '@/lib/sign-in/commands'
import { refusalCode, request } from '@/testing/run-as'
import { awaitingSecondFactor, personWithFactor, require2fa } from '@/testing/second-factor'
import { snapshot } from '@/testing/snapshot'
import { forgetDevice, regenerateCodes, removeSecondFactor, verifySecondFactor } from './commands'
import { totpCodeAt } from './totp'

const PASSWORD = 'correct horse battery staple'

describe('A trusted device', () => {
  const trustedSignIn = async () => {
    const made = await personWithFactor({ password: PASSWORD })
    const { company, ada, secret } = made
    const credentials = { company: company.slug, email: ada.email, password: PASSWORD }
    const begun = await executePublic(signIn, request(), credentials)
    const { data } = await execute(
      verifySecondFactor,
      { session: begun, request: request() },
      { code: totpCodeAt(secret), trustDevice: true },
    )
    const facts = { ...request(), deviceTokens: [data.deviceToken!] }
    return {
      ...made,
      credentials,
      facts,
      again: () => executePublic(signIn, facts, credentials),
      elsewhere: () => executePublic(signIn, request(), credentials),
    }
  }

  test('asks for the password alone; any other device for the code too', async () => {
    const { again, elsewhere } = await trustedSignIn()
    expect((await again()).pending).toBe(false)
    expect((await elsewhere()).pending).toBe(true)
  })

  test('opens what is dangerous with the code only, though the password signed in', async () => {
    const { again } = await trustedSignIn()
    const call = { session: await again(), request: request() }
    for (const operation of [removeSecondFactor, regenerateCodes] as AnyOperation[])
      expect(await refusalCode(execute(operation, call, {}))).toBe('step_up_required')
  })

  test('is its person’s alone: whoever used the browser before gets nothing that is good for anybody else', async () => {
    const { company, ada, secret, credentials } = await trustedSignIn()
    const eve = await company.user({ password: PASSWORD })
    const evesDevice = (await executePublic(signIn, request(), { ...credentials, email: eve.email })).deviceToken!
    const shared = { ...request(), deviceTokens: [evesDevice] }
    const begun = await executePublic(signIn, shared, credentials)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update totp_factors set last_step = 0 where user_id = ${ada.id}`),
    )
    const { data } = await execute(
      verifySecondFactor,
      { session: begun, request: shared },
      { code: totpCodeAt(secret), trustDevice: true },
    )
    expect(data.deviceToken).not.toBe(evesDevice)
    expect((await executePublic(signIn, shared, credentials)).pending).toBe(true)
    expect(
      (await executePublic(signIn, { ...shared, deviceTokens: [data.deviceToken!, evesDevice] }, credentials)).pending,
    ).toBe(false)
  })

  test('asks for the code again when it is forgotten, and when a second factor becomes required', async () => {
    const { company, again } = await trustedSignIn()
    await require2fa(company, 30)
    expect((await again()).pending).toBe(true)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update companies set security = '{}'`))
    const session = await again()
    expect(session.pending).toBe(false)
    const call = { session, request: request() }
    const { data } = await execute(viewProfile, call, {})
    expect(data.trustedDevices.length).toBe(1)
    await execute(forgetDevice, call, { deviceId: data.trustedDevices[0]!.id })
    expect(await refusalCode(execute(forgetDevice, call, { deviceId: data.trustedDevices[0]!.id }))).toBe('not_found')
    expect((await again()).pending).toBe(true)
  })

  test('is not made where a second factor is required, whatever is sent', async () => {
    const { company, ada, secret } = await personWithFactor()
    await require2fa(company)
    await (
      await awaitingSecondFactor(company, ada)
    )(verifySecondFactor, { code: totpCodeAt(secret), trustDevice: true })
    expect((await snapshot(company.id)).devices).toMatchObject([{ trusted_until: null }])
  })
})
