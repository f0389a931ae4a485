import { encode } from 'next-auth/jwt'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { env, required } from '@/lib/kernel/env'
import { readSessionClaims } from './session-claims'
import { sessionCookieName } from './session-cookie-name'

afterEach(() => void vi.useRealTimers())

interface Claims {
  token: unknown
  companyId: unknown
  sessionId?: string
}

async function cookie(claims: Claims, options: { maxAge?: number; secret?: string; name?: string } = {}) {
  const { name = sessionCookieName(env().APP_URL, String(claims.companyId)), ...how } = options
  return { name, value: await encode({ token: { ...claims }, secret: required('AUTH_SECRET'), salt: name, ...how }) }
}

const claims = { token: 'of a session', companyId: 'acme' }

describe('What a session cookie says', () => {
  test('is the same each time it is read', async () => {
    const one = await cookie(claims)
    for (let times = 0; times < 3; times++) expect(await readSessionClaims([one])).toEqual([claims])
  })

  test('is nothing when its time is over, also where it was read before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const one = await cookie(claims, { maxAge: 3600 })
    expect(await readSessionClaims([one])).toEqual([claims])
    vi.setSystemTime(Date.now() + 3_599_000)
    expect(await readSessionClaims([one])).toEqual([claims])
    vi.setSystemTime(Date.now() + 2000)
    expect(await readSessionClaims([one])).toEqual([])
  })

  test('is nothing where somebody else wrote it, or one letter is another, beside one that is read', async () => {
    const one = await cookie(claims)
    expect(await readSessionClaims([one])).toEqual([claims])
    const forged = await cookie(claims, { secret: 'another secret, of the same length' })
    expect(await readSessionClaims([forged])).toEqual([])
    const at = one.value.length - 10
    const other = one.value[at] === 'A' ? 'B' : 'A'
    expect(
      await readSessionClaims([{ ...one, value: one.value.slice(0, at) + other + one.value.slice(at + 1) }]),
    ).toEqual([])
    expect(await readSessionClaims([{ ...one, value: '' }])).toEqual([])
    expect(await readSessionClaims([{ ...one, value: 'nonsense' }])).toEqual([])
    expect(await readSessionClaims([await cookie({ token: 1, companyId: 2 })])).toEqual([])
  })
})

describe('A browser with several sessions', () => {
  test('has one a company, the last sign-in first', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const acme = await cookie(claims)
    vi.setSystemTime(Date.now() + 5000)
    const globex = { token: 'of another session', companyId: 'globex' }
    const cookies = [acme, { name: 'theme', value: 'dark' }, await cookie(globex)]
    expect(await readSessionClaims(cookies)).toEqual([globex, claims])
    expect(await readSessionClaims(cookies.toReversed())).toEqual([globex, claims])
  })

  test('cannot hold the session of one company under the name of another', async () => {
    const acme = await cookie(claims)
    const moved = { ...acme, name: sessionCookieName(env().APP_URL, 'globex') }
    expect(await readSessionClaims([moved])).toEqual([])
    expect(await readSessionClaims([moved, acme])).toEqual([claims])
  })

  test('that is sent more than it was given is read no further', async () => {
    const made = Array.from({ length: 50 }, (_, at) => ({
      name: sessionCookieName(env().APP_URL, `made-up-${at}`),
      value: 'x',
    }))
    expect(await readSessionClaims([await cookie(claims), ...made])).toEqual([claims])
    expect(await readSessionClaims([...made, await cookie(claims)])).toEqual([])
  })

  test('keeps what an earlier version gave it, until it signs in again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const former = await cookie({ ...claims, token: 'of before' }, { name: 'console.session' })
    expect(await readSessionClaims([former])).toEqual([{ ...claims, token: 'of before' }])
    vi.setSystemTime(Date.now() + 5000)
    expect(await readSessionClaims([former, await cookie(claims)])).toEqual([claims])
  })
})
