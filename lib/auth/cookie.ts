import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { decode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { SESSION_HOURS } from '@/db/schema'
import { env, required } from '../env'
import { AppError } from '../errors'
import { executePublic, type Caller } from '../operation/run'
import { requestFacts } from '../operation/request'
import { signIn as signInCommand } from './commands'
import { sessionCookieName } from './cookie-name'

type SessionClaims = NonNullable<Caller['session']>

/** Carries our refusal through next-auth. */
class Refused extends CredentialsSignin {
  constructor(readonly refusal: AppError) {
    super()
  }
}

/**
 * next-auth holds the cookie and nothing else: it encrypts `{ sessionId, companyId }`, which leads to
 * a row in `sessions`. Its HTTP endpoints are not mounted, so signing in has one door.
 */
const auth = NextAuth(() => ({
  secret: required('AUTH_SECRET'),
  trustHost: true,
  basePath: '/api/auth',
  session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
  useSecureCookies: env().APP_URL.startsWith('https:'),
  cookies: {
    sessionToken: {
      name: sessionCookieName(env().APP_URL),
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: env().APP_URL.startsWith('https:') },
    },
  },
  logger: { error: () => {}, warn: () => {}, debug: () => {} },
  providers: [
    Credentials({
      credentials: { company: {}, email: {}, password: {} },
      async authorize(credentials) {
        try {
          const { token, companyId } = await executePublic(signInCommand, await requestFacts(), credentials)
          return { id: token, companyId }
        } catch (error) {
          throw error instanceof AppError ? new Refused(error) : error
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user ? { sessionId: user.id, companyId: (user as { companyId?: string }).companyId } : token,
  },
}))

/** Signs in and sets the cookie. @throws AppError as the command does. */
export async function startSession(credentials: { company: string; email: string; password: string }): Promise<void> {
  try {
    await auth.signIn('credentials', { ...credentials, redirect: false, redirectTo: '/' })
  } catch (error) {
    throw error instanceof Refused ? error.refusal : error
  }
}

/** Removes the cookie; the session row is ended by the command. */
export const forgetSession = async (): Promise<void> => {
  await auth.signOut({ redirect: false, redirectTo: '/' })
}

/** What the cookie of this request says: routing to a session row, to be believed only with the row. */
export async function readSessionCookie(): Promise<SessionClaims | undefined> {
  const name = sessionCookieName(env().APP_URL)
  const value = (await cookies()).get(name)?.value
  if (!value) return undefined
  try {
    const claims = await decode({ token: value, secret: required('AUTH_SECRET'), salt: name })
    const { sessionId, companyId } = claims ?? {}
    return typeof sessionId === 'string' && typeof companyId === 'string' ? { token: sessionId, companyId } : undefined
  } catch {
    // Forged, expired, or sealed with an older secret: the same as none.
    return undefined
  }
}
