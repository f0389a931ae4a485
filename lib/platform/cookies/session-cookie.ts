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
 * next-auth holds the cookie of a company and nothing else: it encrypts `{ token, companyId }`, which leads to
 * a row in `sessions`. Its HTTP endpoints are not mounted, so nothing but `writeSessionCookie` signs anybody in.
 */
const authOf = (companyId: string) =>
  NextAuth({
    secret: required('AUTH_SECRET'),
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: SESSION_MAX_HOURS * 3600 },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(env().APP_URL, companyId),
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
  })

/**
 * Puts a session that an operation began into the cookie of its company. Every way of signing in ends here; which of
 * them may begin a session is the operation's to decide.
 */
export async function writeSessionCookie(claims: SessionClaims): Promise<void> {
  const ticket = randomUUID()
  tickets.set(ticket, claims)
  try {
    await authOf(claims.companyId).signIn('credentials', { ticket, redirect: false, redirectTo: '/' })
  } finally {
    tickets.delete(ticket)
  }
}

/** Removes the cookie of a company; the session row is ended by the command. */
export async function clearSessionCookie(companyId: string): Promise<void> {
  const jar = await cookies()
  for (const cookie of jar.getAll()) {
    const [session] = await readSessionClaims([cookie])
    if (session?.companyId === companyId) jar.delete({ name: cookie.name, path: '/', secure: isSecure() })
  }
}

/**
 * What the cookies of this request say, one session a company at most, the last sign-in first: routing to session rows, to be
 * believed only with the row.
 */
export const readSessionCookies = async (): Promise<SessionClaims[]> => readSessionClaims((await cookies()).getAll())
