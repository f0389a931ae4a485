import { expect, test } from 'vitest'
import { makeCompany } from '@/db/factories'
import { AppError } from '../errors'
import { executePublic } from '../operation/run'
import { changePassword, stepUp } from '../profile/commands'
import { refusalCode, request, signedIn } from '../testing/run-as'
import { snapshot } from '../testing/snapshot'
import { signIn } from './commands'
import { hashPassword } from './passwords'

const PASSWORD = 'correct horse battery staple'

test('Where too many wait for a hash, the surplus is told when to come back, and no try is counted', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password: PASSWORD })
  const asAda = await signedIn(company, ada)
  const attempt = () => executePublic(signIn, request(), { company: company.slug, email: ada.email, password: PASSWORD })
  const before = await snapshot(company.id)

  // More than may wait anywhere (50 and a thread for each core); those that find room are the crowd.
  const crowd = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => Promise.race([hashPassword(`one of a crowd ${at}`), Promise.resolve('waits')])))
  const turnedAway = crowd.filter(({ status }) => status === 'rejected')
  expect(turnedAway.length).toBeGreaterThan(100)

  const refusal = await attempt().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(AppError)
  expect(refusal).toMatchObject({ code: 'busy', status: 503, retryAfter: 5 })
  expect(await refusalCode(asAda.does(stepUp, { password: PASSWORD }))).toBe('busy')
  expect(await refusalCode(asAda.does(changePassword, { currentPassword: PASSWORD, newPassword: 'quite another horse 47', repeatedPassword: 'quite another horse 47' }))).toBe('busy')
  expect(await snapshot(company.id)).toEqual(before)

  // Behind the crowd there is room again.
  await expect.poll(() => attempt().then(() => 'signed in', (error: AppError) => error.code), { timeout: 60_000, interval: 500 }).toBe('signed in')
})
