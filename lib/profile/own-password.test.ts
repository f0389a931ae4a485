import { expect, test } from 'vitest'
import { devicesIn } from '@/db/repositories/devices'
import { inCompany } from '@/db/scope'
import { rememberKnownDevice } from '@/lib/devices/known-device'
import { execute, executePublic } from '@/lib/operation/run'
import { resetPassword } from '@/lib/password-reset/commands'
import { sendRequestedPasswordReset } from '@/lib/password-reset/send'
import { totpCodeAt } from '@/lib/second-factor/totp'
import { queuedEmails } from '@/testing/emails'
import { makeCompany } from '@/testing/factories'
import { refusalCode, request } from '@/testing/run-as'
import { changePassword, stepUp } from './commands'

const OLD = 'correct horse battery staple'
const NEW = 'windmill orchestra pencil 1'
const chosen = (newPassword: string) => ({ currentPassword: OLD, newPassword, repeatedPassword: newPassword })

async function adaWithFactor() {
  const company = await makeCompany()
  const ada = await company.user({ password: OLD })
  const { secret } = await company.secondFactor(ada)
  const call = {
    session: await company.session(ada, { secondFactorAt: new Date(), steppedUpAt: null }),
    slug: company.slug,
    request: request(),
  }
  return { secret, call }
}

test('Codes that were guessed at are not forgiven by a right password', async () => {
  const { secret, call } = await adaWithFactor()
  for (let tries = 0; tries < 4; tries++)
    expect(await refusalCode(execute(stepUp, call, { code: '000000' }))).toBe('wrong_code')
  expect(await refusalCode(execute(changePassword, call, chosen('passwordpassword')))).toBe('invalid_input')
  expect(await refusalCode(execute(stepUp, call, { code: '000000' }))).toBe('wrong_code')
  expect(await refusalCode(execute(stepUp, call, { code: totpCodeAt(secret) }))).toBe('wrong_code')

  const other = await adaWithFactor()
  expect(await refusalCode(execute(stepUp, other.call, { code: '000000' }))).toBe('wrong_code')
  await execute(stepUp, other.call, { code: totpCodeAt(other.secret) })
})

test('Whoever changes a password is known on the device that it was changed on, and on no other; by a mailed link on none', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password: OLD })
  const know = () => inCompany(company.id, scope => rememberKnownDevice(scope, ada.id, request()))
  const known = () => inCompany(company.id, scope => devicesIn(scope).idsOf(ada.id))
  const [here, elsewhere] = [await know(), await know()]
  expect((await known()).sort()).toEqual([here.id, elsewhere.id].sort())
  const call = {
    session: await company.session(ada),
    slug: company.slug,
    request: { ...request(), deviceTokens: [here.token] },
  }
  await execute(changePassword, call, chosen(NEW))
  expect(await known()).toEqual([here.id])

  await sendRequestedPasswordReset(company.id, ada.id)
  const [letter] = await queuedEmails(company.id, 'password-reset')
  await executePublic(resetPassword, request(), {
    company: company.slug,
    token: letter!.url.split('/').at(-1)!,
    newPassword: OLD,
    repeatedPassword: OLD,
  })
  expect(await known()).toEqual([])
})
