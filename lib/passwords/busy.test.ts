import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import type { AppError } from '@/lib/kernel/errors'
import { executePublic } from '@/lib/operation/run'
import { changePassword, stepUp } from '@/lib/profile/commands'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import {
  isHashingAvailable,
  closeHashWorkers,
  comparePassword,
  dummyHash,
  hashPassword,
  hashRequest,
  penaltyWait,
  refusalTime,
} from './hash'

const PASSWORD = 'correct horse battery staple'
const HASH = '$2b$10$lu2H.vvoJAVTZ1HRWXj8PuFMIrzud79gmoa3.QhdK0KqSvZZOOD1.'

// What a crowd left in the queue is not for the next test.
afterEach(closeHashWorkers)

test('Where too many wait for a hash, the surplus is told when to come back, and no try is counted', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password: PASSWORD })
  const asAda = await signedIn(company, ada)
  const from = request()
  const attempt = () => executePublic(signIn, from, { company: company.slug, email: ada.email, password: PASSWORD })
  const before = await snapshot(company.id)

  // From the address that Ada signs in from, so that she is in their lane, in their network.
  const crowd = (purpose: 'sign_in' | 'own_password', ip: string | null, known: boolean) =>
    Array.from({ length: 400 }, (_, at) =>
      hashPassword(`one of a crowd ${at}`, hashRequest(purpose, { ip }, { known })).catch(
        (error: AppError) => error.code,
      ),
    )
  const waiting = [...crowd('sign_in', from.ip, false), ...crowd('own_password', asAda.caller.request.ip, true)]

  expect(await refusal(attempt())).toMatchObject({ code: 'busy', status: 503, retryAfter: expect.any(Number) })
  expect(await refusalCode(asAda.does(stepUp, { password: PASSWORD }))).toBe('busy')
  const change = {
    currentPassword: PASSWORD,
    newPassword: 'quite another horse 47',
    repeatedPassword: 'quite another horse 47',
  }
  expect(await refusalCode(asAda.does(changePassword, change))).toBe('busy')
  const failures = (await snapshot(company.id)).throttles as { failures: number }[]
  expect({ ...(await snapshot(company.id)), throttles: [] }).toEqual(before)
  expect(failures.every(row => row.failures === 0)).toBe(true)

  // Nobody of them waits without end, and behind them there is room again.
  const answers = await Promise.all(waiting)
  expect(answers.filter(answer => answer === 'busy').length).toBeGreaterThan(400)
  await attempt()
})

test('A crowd from one network leaves room for others', async () => {
  const ask = (ip: string) =>
    comparePassword('wrong', HASH, hashRequest('sign_in', { ip })).then(String, (error: AppError) => error.code)
  const many = Array.from({ length: 100 }, (_, at) => ask(`203.0.113.${at}`))
  let settled = 0
  for (const one of many) void one.then(answer => answer === 'false' && settled++)
  expect(await ask('192.0.2.77')).toBe('false')
  // The one that was being made, and one of the crowd's turn.
  expect(settled).toBeLessThanOrEqual(3)
})

test('Who has left is not hashed for', async () => {
  const leaving = new AbortController()
  const first = hashPassword('the first', hashRequest('sign_in', { ip: null }))
  const second = hashPassword('the second', hashRequest('sign_in', { ip: null, signal: leaving.signal }))
  leaving.abort()
  expect(await refusalCode(second)).toBe('busy')
  expect(await first).toMatch(/^\$2b\$10\$/)
})

test('What is refused without a hash takes its turn among the others', async () => {
  const order: string[] = []
  const one = (name: string, work: Promise<unknown>) => work.then(() => order.push(name))
  const place = () => hashRequest('sign_in', { ip: '192.0.2.5' })
  await Promise.all([
    one('hash 1', comparePassword('wrong', HASH, place())),
    one('none', dummyHash(place())),
    one('hash 2', comparePassword('wrong', HASH, place())),
  ])
  expect(order).toEqual(['hash 1', 'none', 'hash 2'])
})

test('Whoever is over the limit of their address is refused at a moment that what the database does then has no part in', async () => {
  const request = hashRequest('sign_in', { ip: '192.0.2.8' })
  await penaltyWait(request)
  const moment = refusalTime(request)
  await inCompany(randomUUID(), ({ tx }) => tx.execute(sql`select 1`))
  expect(refusalTime(request)).toBe(moment)
})

test('A server whose threads cannot hash says so', async () => {
  expect(await isHashingAvailable()).toBe(true)
})
