import { decode } from 'next-auth/jwt'
import { env, required } from '@/lib/kernel/env'
import { sessionCookieName } from './session-cookie-name'

/** What a session's cookie says: routing to a session row, to be believed only with the row. */
export interface SessionClaims {
  token: string
  companyId: string
}

/** What this server once put into a session's cookie; undefined for anything else. @param value of the cookie */
export async function readSessionClaims(value: string | undefined): Promise<SessionClaims | undefined> {
  if (!value) return undefined
  try {
    const claims = await decode({
      token: value,
      secret: required('AUTH_SECRET'),
      salt: sessionCookieName(env().APP_URL),
    })
    // `sessionId` is what earlier versions called the token: their cookies hold for up to 24 hours.
    const { companyId, token = claims?.sessionId } = claims ?? {}
    return typeof token === 'string' && typeof companyId === 'string' ? { token, companyId } : undefined
  } catch {
    // Forged, expired, or encrypted with an older secret: the same as none.
    return undefined
  }
}
