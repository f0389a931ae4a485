import { actorsIn } from '@/db/repositories/actors'
import { credentialsIn } from '@/db/repositories/credentials'
import { AppError } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { publicCommand } from '@/lib/operation/define'
import { hashRequest, refusalTime } from '@/lib/passwords/hash'
import { verifyPassword } from '@/lib/passwords/verify'
import { beginSession } from '@/lib/sessions/begin-session'
import { newSessionOutput } from '@/lib/sessions/output'
import { minimumDuration, waitUntilStep } from '@/lib/throttling/minimum-duration'
import { reserveAttempt } from '@/lib/throttling/throttle'
import { signInInput } from './input'
import '@/lib/sessions/events'

const wrongCredentials = () =>
  new AppError('wrong_credentials', 'The company, email address or password is not correct.')

/** What looking somebody up and reserving the attempt take at the most, but for a database in trouble. */
const BEFORE_HASH_MS = 50

/**
 * Signs a person in and returns what the browser will keep. Unknown company, unknown person, wrong
 * password, invited, inactive, throttled and a company without passwords all get one answer, at a moment that does not
 * depend on which it was; only the audit log knows. The hash is compared between two transactions: a third of a second
 * must not hold a connection.
 */
export const signIn = publicCommand({
  name: 'signIn.withPassword',
  explain: 'Sign in with a password.',
  input: signInInput,
  output: newSessionOutput,
  async run({ transaction, request }, { email, password }) {
    const { candidate, attempt } = await minimumDuration(
      transaction(async ({ scope }) => {
        const user = await credentialsIn(scope).of(email)
        return {
          candidate: user,
          attempt: await reserveAttempt(scope, 'password', { account: email, userId: user?.id }, request),
        }
      }),
      BEFORE_HASH_MS,
    )
    const hashing = hashRequest('sign_in', request, { known: attempt.known })
    const matches = await verifyPassword({
      attempt,
      password,
      hash: candidate?.passwordHash,
      request: hashing,
      transaction: work => transaction(({ scope }) => work(scope)),
    })
    const session = await transaction(async ({ scope, record }) => {
      const user = await credentialsIn(scope).forUpdate(email)
      const target = user && ({ type: 'user', id: user.id } as const)
      const unchanged = user?.passwordHash === candidate?.passwordHash
      const { signIn: methods } = readSecuritySettings(await actorsIn(scope).settings())
      if (!user || !matches || !unchanged || user.status !== 'active' || !methods.password) {
        const wrong = methods.password ? 'wrong_password' : 'method_off'
        const known = !user ? 'unknown_person' : user.status !== 'active' ? user.status : wrong
        const reason = attempt.allowed ? known : 'throttled'
        const { fold } = attempt
        record(
          'session.refused',
          { reason, ...(!user && !fold && { email: redactEmail(email) }) },
          { target, outcome: 'refused', fold },
        )
        return undefined
      }
      await attempt.succeeded(scope)
      return beginSession({ scope, record, request, userId: user.id, method: 'password' })
    })
    if (session) return session
    await waitUntilStep(refusalTime(hashing))
    throw wrongCredentials()
  },
})
