import { randomUUID } from 'node:crypto'
import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { cookies } from 'next/headers'
import { SESSION_MAX_HOURS } from '@/db/schema'
import { env, required } from '@/lib/kernel/env'
import { isSecure } from './secure-cookie'
import { readSessionClaims, type SessionClaims } from './session-claims'
import { sessionCookieName } from './session-cookie-name'

/** Sessions made by an operation, on their way into the cookie within the same request. */
const tickets = new Map<string, SessionClaims>()

/**
 * next-auth holds the cookie and nothing else: it encrypts `{ token, companyId }`, which leads to
 * a row in `sessions`. Its HTTP endpoints are not mounted, so nothing but `writeSessionCookie` signs anybody in.
 */
const auth = NextAuth(() => ({
  secret: required('AUTH_SECRET'),
  trustHost: true,
  basePath: '/api/auth',
  session: { strategy: 'jwt', maxAge: SESSION_MAX_HOURS * 3600 },
  useSecureCookies: isSecure(),
  cookies: {
    sessionToken: {
      name: sessionCookieName(env().APP_URL),
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
    },
  },
  logger: { error: () => {}, warn: () => {}, debug: () => {} },
  providers: [
    Credentials({
      credentials: { ticket: {} },
      authorize({ ticket }) {
        const claims = tickets.get(String(ticket))
        return claims ? { id: claims.token, companyId: claims.companyId } : null
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user ? { token: user.id, companyId: (user as { companyId?: string }).companyId } : token,
  },
}))

/**
 * Puts a session that an operation began into the cookie. Every way of signing in ends here; which of
 * them may begin a session is the operation's to decide.
 */
export async function writeSessionCookie(claims: SessionClaims): Promise<void> {
  const ticket = randomUUID()
  tickets.set(ticket, claims)
  try {
    await auth.signIn('credentials', { ticket, redirect: false, redirectTo: '/' })
  } finally {
    tickets.delete(ticket)
  }
}

/** Removes the cookie; the session row is ended by the command. */
export const clearSessionCookie = async (): Promise<void> => {
  await auth.signOut({ redirect: false, redirectTo: '/' })
}

/** What the cookie of this request says: routing to a session row, to be believed only with the row. */
export const readSessionCookie = async (): Promise<SessionClaims | undefined> =>
  readSessionClaims((await cookies()).get(sessionCookieName(env().APP_URL))?.value)
