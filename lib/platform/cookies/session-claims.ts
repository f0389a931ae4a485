import { createHash } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { env, required } from '@/lib/kernel/env'
import { sessionCookieName } from './session-cookie-name'

/** What a session's cookie says: routing to a session row, to be believed only with the row. */
export interface SessionClaims {
  token: string
  companyId: string
}

/** So many cookies are remembered, the one that came last the longest. */
const REMEMBERED = 5000

/** What cookies say that this server once wrote, by their digest; only such come in. */
const remembered = new Map<string, SessionClaims & { expiresAt: number }>()

/**
 * What this server once put into a session's cookie; undefined for anything else. Opening one takes the derivation of a key and
 * a decryption, longer than all else that is done with it, so what it says is remembered. Whether it opens anything is
 * decided by the row.
 * @param value of the cookie
 */
export async function readSessionClaims(value: string | undefined): Promise<SessionClaims | undefined> {
  if (!value) return undefined
  const digest = createHash('sha256').update(value).digest('base64')
  const known = remembered.get(digest) ?? (await opened(value))
  remembered.delete(digest)
  if (!known || known.expiresAt <= Date.now()) return undefined
  remembered.set(digest, known)
  if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!)
  return { token: known.token, companyId: known.companyId }
}

async function opened(value: string): Promise<(SessionClaims & { expiresAt: number }) | undefined> {
  try {
    const claims = await decode({
      token: value,
      secret: required('AUTH_SECRET'),
      salt: sessionCookieName(env().APP_URL),
    })
    // `sessionId` is what earlier versions called the token: their cookies hold for up to 24 hours.
    const { companyId, exp, token = claims?.sessionId } = claims ?? {}
    return typeof token === 'string' && typeof companyId === 'string' && typeof exp === 'number'
      ? { token, companyId, expiresAt: exp * 1000 }
      : undefined
  } catch {
    // Forged, expired, or encrypted with an older secret: the same as none.
    return undefined
  }
}
