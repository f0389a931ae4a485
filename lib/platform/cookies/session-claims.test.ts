import { encode } from 'next-auth/jwt'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { env, required } from '@/lib/kernel/env'
import { readSessionClaims } from './session-claims'
import { sessionCookieName } from './session-cookie-name'

afterEach(() => void vi.useRealTimers())

const cookie = (claims: object, options: { maxAge?: number; secret?: string } = {}) =>
  encode({ token: claims, secret: required('AUTH_SECRET'), salt: sessionCookieName(env().APP_URL), ...options })

describe('What a cookie says', () => {
  const claims = { token: 'of a session', companyId: 'of a company' }

  test('is the same each time it is read', async () => {
    const value = await cookie(claims)
    for (let times = 0; times < 3; times++) expect(await readSessionClaims(value)).toEqual(claims)
  })

  test('is nothing when its time is over, also where it was read before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const value = await cookie(claims, { maxAge: 3600 })
    expect(await readSessionClaims(value)).toEqual(claims)
    vi.setSystemTime(Date.now() + 3_599_000)
    expect(await readSessionClaims(value)).toEqual(claims)
    vi.setSystemTime(Date.now() + 2000)
    expect(await readSessionClaims(value)).toBeUndefined()
  })

  test('is nothing where somebody else wrote it, or one letter is another, beside one that is read', async () => {
    const value = await cookie(claims)
    expect(await readSessionClaims(value)).toEqual(claims)
    expect(
      await readSessionClaims(await cookie(claims, { secret: 'another secret, of the same length' })),
    ).toBeUndefined()
    const at = value.length - 10
    const other = value[at] === 'A' ? 'B' : 'A'
    expect(await readSessionClaims(value.slice(0, at) + other + value.slice(at + 1))).toBeUndefined()
    expect(await readSessionClaims(undefined)).toBeUndefined()
    expect(await readSessionClaims('nonsense')).toBeUndefined()
    expect(await readSessionClaims(await cookie({ token: 1, companyId: 2 }))).toBeUndefined()
  })
})
