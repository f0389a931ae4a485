import { afterEach, expect, test } from 'vitest'
import { makeCompany } from '@/db/factories'
import { AppError } from '../errors'
import { executePublic } from '../operation/run'
import { changePassword, stepUp } from '../profile/commands'
import { refusalCode, request, signedIn } from '../testing/run-as'
import { snapshot } from '../testing/snapshot'
import { signIn } from './commands'
import { closeHashers, hashPassword, passwordMatches, takeAsLong } from './passwords'

const PASSWORD = 'correct horse battery staple'

// What a crowd left in the queue is not for the next test.
afterEach(closeHashers)

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

test('One address leaves room for others, however often it asks', async () => {
  const ask = (ip: string) => passwordMatches('wrong', null, ip)
  const many = Array.from({ length: 200 }, (_, at) => ask(`2001:db8::${at}`).then(String, (error: AppError) => error.code))
  const other = ask('192.0.2.77')
  expect(await other).toBe(false)
  const answers = await Promise.all(many)
  expect(new Set(answers)).toEqual(new Set(['false', 'busy']))
})

test('What is refused without a hash comes after what was asked for before it', async () => {
  await hashPassword('the first, from which a time is known')
  const order: string[] = []
  const queued = Array.from({ length: 6 }, (_, at) => passwordMatches('wrong', null).then(() => order.push(`hash ${at}`)))
  await Promise.all([takeAsLong().then(() => order.push('none')), ...queued])
  expect(order.indexOf('none')).toBeGreaterThan(order.indexOf('hash 2'))
})
