import { createHash } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { env, required } from '@/lib/kernel/env'
import { isSessionCookieName } from './session-cookie-name'

/** What a session's cookie says: routing to a session row, to be believed only with the row. */
export interface SessionClaims {
  token: string
  companyId: string
}

/** Sessions of so many companies at once: each weighs on every request. */
export const SESSIONS_KEPT = 5

/** With one of an earlier version beside them. More come from nobody whom this server gave them. */
const SESSIONS_READ = SESSIONS_KEPT + 1

/** So many cookies are remembered, the one that came last the longest. */
const REMEMBERED = 5000

/** What cookies say that this server once wrote, by their digest; only such come in. */
const remembered = new Map<string, Opened>()

interface Opened extends SessionClaims {
  issuedAt: number
  expiresAt: number
}

export interface Cookie {
  name: string
  value: string
}

/**
 * What this server once put into the session cookies of a browser, one a company, the last sign-in first; nothing of anything else.
 * Whether one opens anything is decided by its row.
 * @param cookies all that came
 */
export async function readSessionClaims(cookies: readonly Cookie[]): Promise<SessionClaims[]> {
  const { APP_URL } = env()
  const named = cookies.filter(({ name }) => isSessionCookieName(APP_URL, name)).slice(0, SESSIONS_READ)
  const found = (await Promise.all(named.map(read))).filter(one => one !== undefined)
  const newest = found.toSorted((one, other) => other.issuedAt - one.issuedAt)
  return newest
    .filter(({ companyId }, at) => newest.findIndex(other => other.companyId === companyId) === at)
    .map(({ token, companyId }) => ({ token, companyId }))
}

/**
 * Opening one takes the derivation of a key and a decryption, longer than all else that is done with it, so what it says is
 * remembered.
 */
async function read(cookie: Cookie): Promise<Opened | undefined> {
  const digest = createHash('sha256').update(`${cookie.name}=${cookie.value}`).digest('base64')
  const known = remembered.get(digest) ?? (await opened(cookie))
  remembered.delete(digest)
  if (!known || known.expiresAt <= Date.now()) return undefined
  remembered.set(digest, known)
  if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!)
  return known
}

async function opened({ name, value }: Cookie): Promise<Opened | undefined> {
  try {
    const claims = await decode({ token: value, secret: required('AUTH_SECRET'), salt: name })
    // `sessionId` is what earlier versions called the token: their cookies hold for up to 24 hours.
    const { companyId, iat, exp, token = claims?.sessionId } = claims ?? {}
    if (typeof token !== 'string' || typeof companyId !== 'string') return undefined
    if (typeof iat !== 'number' || typeof exp !== 'number') return undefined
    return { token, companyId, issuedAt: iat, expiresAt: exp * 1000 }
  } catch {
    // Forged, expired, or encrypted with an older secret: the same as none.
    return undefined
  }
}
