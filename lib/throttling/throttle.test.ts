import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { inCompany, inNoCompany } from '@/db/scope'
import { newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request } from '@/testing/run-as'
import { earlier } from '@/testing/time'
import { liftAddressThrottle, reserveAttempt } from './throttle'

// Many at once is the point here; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '8'
})

const PASSWORD = 'correct horse battery staple'

const facts = (ip: string) => ({ ...request(), ip })

const reserve = (company: MadeCompany, account: string, from = facts('192.0.2.1'), userId?: string) =>
  inCompany(company.id, scope => reserveAttempt(scope, 'password', { account, userId }, from))

const forward = (company: MadeCompany, seconds: number) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update throttles set blocked_until = ${earlier('blocked_until', seconds)}`),
  )

const failuresOf = async (company: MadeCompany, key: string): Promise<number | undefined> => {
  const rows = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ failures: number }>(sql`select failures from throttles where key = ${key}`),
  )
  return rows[0]?.failures
}

const waitOf = async (company: MadeCompany): Promise<number | 'ever'> => {
  const rows = await inCompany(company.id, ({ tx }) =>
    tx.execute<{
      seconds: number | null
    }>(sql`select case when isfinite(blocked_until) then round(extract(epoch from blocked_until - clock_timestamp()))::int end as seconds
      from throttles where key like 'account %' and blocked_until > clock_timestamp()`),
  )
  return rows.length === 0 ? 0 : (rows[0]?.seconds ?? 'ever')
}

describe('Attempts at an account', () => {
  test('of which 200 come at once get five looks at the secret, wherever they come from', async () => {
    const company = await makeCompany()
    const attempts = await Promise.all(
      Array.from({ length: 200 }, (_, index) => reserve(company, 'ada@x.example', facts(`10.1.${index}.1`))),
    )
    expect(attempts.filter(attempt => attempt.allowed).length).toBe(5)
  })

  test('wait 30 seconds after five failures, then twice as long each time, up to 15 minutes, and for good after 100', async () => {
    const company = await makeCompany()
    const waits: (number | string)[] = []
    for (let failures = 1; failures <= 100; failures++) {
      expect((await reserve(company, 'ada@x.example', facts(`10.2.${failures}.1`))).allowed).toBe(true)
      waits.push(await waitOf(company))
      await forward(company, 901)
    }
    expect(waits.slice(0, 11)).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900])
    expect(waits.slice(98)).toEqual([900, 'ever'])
    expect((await reserve(company, 'ada@x.example', facts('203.0.113.9'))).allowed).toBe(false)
    expect((await reserve(company, 'bea@x.example', facts('203.0.113.9'))).allowed).toBe(true)
  })

  test('are forgiven by a success, so that the owner starts anew', async () => {
    const company = await makeCompany()
    for (let failures = 0; failures < 4; failures++) await reserve(company, 'ada@x.example')
    const attempt = await reserve(company, 'ADA@x.example')
    expect(attempt.allowed).toBe(true)
    await inCompany(company.id, scope => attempt.succeeded(scope))
    expect((await reserve(company, 'ada@x.example')).allowed).toBe(true)
  })

  test('do not keep its owner out on a device that they used before, not even a thousand of them', async () => {
    const company = await makeCompany()
    const ada = await company.user({ password: 'correct horse battery staple' })
    const credentials = { company: company.slug, email: ada.email, password: 'correct horse battery staple' }
    const { deviceToken } = await executePublic(signIn, request(), credentials)
    for (let batch = 0; batch < 10; batch++)
      await Promise.all(
        Array.from({ length: 100 }, (_, index) => reserve(company, ada.email, facts(`10.3.${batch}.${index}`), ada.id)),
      )
    await expect(executePublic(signIn, request(), credentials)).rejects.toMatchObject({ code: 'wrong_credentials' })
    await executePublic(signIn, { ...request(), deviceTokens: [deviceToken!] }, credentials)
    await expect(
      executePublic(signIn, { ...request(), deviceTokens: [newToken()] }, credentials),
    ).rejects.toMatchObject({ code: 'wrong_credentials' })
  })

  test('from one address at many accounts have to wait too, and another address has not', async () => {
    const company = await makeCompany()
    const from = facts('203.0.113.50')
    const tries = []
    for (let number = 0; number < 40; number++)
      tries.push((await reserve(company, `person-${number}@x.example`, from)).allowed)
    expect(tries.filter(Boolean).length).toBe(30)
    expect((await reserve(company, 'person-0@x.example', facts('203.0.113.51'))).allowed).toBe(true)
  })

  test('that are refused count nowhere: not at the account for who waits by address, nor at the address for an account that waits', async () => {
    const company = await makeCompany()
    const blocked = facts('203.0.113.60')
    for (let number = 0; number < 31; number++) await reserve(company, `person-${number}@x.example`, blocked)
    for (let tries = 0; tries < 20; tries++)
      expect((await reserve(company, 'ada@x.example', blocked)).allowed).toBe(false)
    const looks = await Promise.all(
      Array.from({ length: 10 }, (_, index) => reserve(company, 'ada@x.example', facts(`10.4.${index}.1`))),
    )
    expect(looks.filter(({ allowed }) => allowed).length).toBe(5)
    const other = facts('203.0.113.161')
    for (let tries = 0; tries < 25; tries++)
      expect((await reserve(company, 'ada@x.example', other)).allowed).toBe(false)
    expect(await failuresOf(company, 'address 203.0.113.161')).toBe(0)
    expect((await reserve(company, 'bea@x.example', other)).allowed).toBe(true)
  })

  test('that are withdrawn, as nothing was looked at, leave no trace', async () => {
    const company = await makeCompany()
    for (let tries = 0; tries < 40; tries++) {
      const attempt = await reserve(company, 'ada@x.example', facts(`10.5.${tries}.1`))
      expect(attempt.allowed).toBe(true)
      await inCompany(company.id, scope => attempt.withdrawn(scope))
    }
  })

  test('from one half of an IPv6 address are from one address, and those from another are not', async () => {
    const company = await makeCompany()
    const from = (half: string, number: number) => facts(`2001:db8:0:${half}::${number.toString(16)}`)
    for (let number = 1; number <= 30; number++) await reserve(company, `person-${number}@x.example`, from('1', number))
    expect((await reserve(company, 'ada@x.example', from('1', 99))).allowed).toBe(false)
    expect((await reserve(company, 'ada@x.example', from('2', 99))).allowed).toBe(true)
  })

  test('in one company count in no other', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    for (let failures = 0; failures < 6; failures++) await reserve(acme, 'ada@x.example')
    expect((await reserve(acme, 'ada@x.example')).allowed).toBe(false)
    expect((await reserve(globex, 'ada@x.example')).allowed).toBe(true)
  })

  test('from one network at many companies, or at none, are not looked at any more, but for one that let the address in again', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const ada = await acme.user({ password: PASSWORD })
    const from = facts('198.18.7.1')
    for (let tries = 0; tries < 30; tries++)
      await inNoCompany(scope => reserveAttempt(scope, 'password', { account: 'x@x.example' }, from))
    const enter = () => executePublic(signIn, from, { company: acme.slug, email: ada.email, password: PASSWORD })
    expect(await refusalCode(enter())).toBe('wrong_credentials')
    expect((await reserve(globex, 'ada@x.example', from)).allowed).toBe(false)
    await inCompany(acme.id, scope => liftAddressThrottle(scope, '198.18.7.1'))
    expect((await reserve(globex, 'ada@x.example', from)).allowed).toBe(false)
    await enter()
  })

  test('at a company from many networks leave in who did not fail there, and hold back sooner who did', async () => {
    const company = await makeCompany()
    for (let batch = 0; batch < 31; batch++) {
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          reserve(company, `x${index}-${batch}@x.example`, facts(`10.${10 + index}.${batch}.1`)),
        ),
      )
    }
    expect((await reserve(company, 'bob@x.example', facts('192.0.2.200'))).allowed).toBe(true)
    const guesser = facts('192.0.2.100')
    const tries = []
    for (let number = 0; number < 8; number++)
      tries.push((await reserve(company, `person-${number}@x.example`, guesser)).allowed)
    expect(tries.filter(Boolean).length).toBe(5)
  })
})
