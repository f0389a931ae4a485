import { actorsIn } from '@/db/repositories/actors'
import { challengesIn } from '@/db/repositories/challenges'
import { credentialsIn } from '@/db/repositories/credentials'
import { jobsIn } from '@/db/repositories/jobs'
import { usersIn } from '@/db/repositories/users'
import { AppError } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { hashToken } from '@/lib/kernel/tokens'
import { publicCommand } from '@/lib/operation/define'
import { beginSession } from '@/lib/sessions/begin-session'
import { newSessionOutput } from '@/lib/sessions/output'
import { minimumDuration } from '@/lib/throttling/minimum-duration'
import { reserveAttempt, reserveMail } from '@/lib/throttling/throttle'
import { CODE_MS, CODE_TRIES, isSignInCode } from './code'
import { enterCodeInput, requestCodeInput } from './input'
import { requestSignInCodeOutput } from './output'
import { SEND_SIGN_IN_CODE } from './send'
import '@/lib/sessions/events'
import './events'

/**
 * Asks for a code by mail. Every address gets the same answer at the same moment; a question is kept, and a mail made in
 * the background, only where there is somebody to answer it.
 */
export const requestSignInCode = publicCommand({
  name: 'signInCode.request',
  explain: 'Request a sign-in code by email.',
  answersAnybody: true,
  input: requestCodeInput,
  output: requestSignInCodeOutput,
  async run({ transaction, request }, { email, browser }) {
    const asked = transaction(async ({ scope, record }) => {
      const user = await credentialsIn(scope).of(email)
      const { signIn } = readSecuritySettings(await actorsIn(scope).settings())
      const { allowed, fold } = await reserveMail(scope, 'email_code', { account: email, userId: user?.id }, request)
      const refused = () => {
        if (!user) return 'unknown_person'
        if (user.status !== 'active') return user.status
        if (!signIn.emailCode) return 'method_off'
        return allowed ? undefined : 'throttled'
      }
      const reason = refused()
      if (!reason) {
        const question = {
          purpose: 'email_code',
          userId: user!.id,
          browserHash: hashToken(browser),
          expected: '',
        } as const
        const id = await challengesIn(scope).ask({ ...question, expiresAt: new Date(Date.now() + CODE_MS) })
        await jobsIn(scope).addMany(SEND_SIGN_IN_CODE, id ? [id] : [])
      }
      record(
        'sign_in_code.requested',
        { ...(reason && { reason }), ...(!user && !fold && { email: redactEmail(email) }) },
        {
          target: user && { type: 'user', id: user.id },
          outcome: reason ? 'refused' : 'succeeded',
          fold: reason && fold,
        },
      )
    })
    await minimumDuration(asked)
    return { minutes: CODE_MS / 60_000 }
  },
})

/** One answer for a wrong code, one that is over or was used, one of another browser, and too many tries. */
const wrongCode = () =>
  new AppError('wrong_code', 'Check the marked fields.', {
    fields: {
      code: `This code is not correct or no longer valid. A code works for ${CODE_MS / 60_000} minutes and ${CODE_TRIES} attempts, only in this browser.`,
    },
  })

/** Signs in with a mailed code. The second factor is still asked of who has one. */
export const signInWithCode = publicCommand({
  name: 'signInCode.signIn',
  explain: 'Sign in with an emailed code.',
  input: enterCodeInput,
  output: newSessionOutput,
  async run({ transaction, request }, { browser, code }) {
    const begun = transaction(async ({ scope, record }) => {
      const challenges = challengesIn(scope)
      // The person first, as whoever deactivates them does; from here on, many at once come one after the other.
      const userId = await challenges.personOf('email_code', hashToken(browser))
      const status = userId && (await usersIn(scope).statusForUpdate(userId))
      // Counted before it is looked at.
      const asked = await challenges.countTry('email_code', hashToken(browser), CODE_TRIES)
      const attempt = await reserveAttempt(scope, 'email_code', { account: userId ?? browser, userId }, request)
      const { signIn } = readSecuritySettings(await actorsIn(scope).settings())
      const refused = async () => {
        if (!asked || !status || asked.userId !== userId) return 'no_code'
        if (status !== 'active') return status
        if (!signIn.emailCode) return 'method_off'
        if (!attempt.allowed) return 'throttled'
        return isSignInCode(asked.expected, asked.id, code) && (await challenges.end(asked.id))
          ? undefined
          : 'wrong_code'
      }
      const reason = await refused()
      if (reason) {
        record(
          'session.refused',
          { reason },
          { target: userId ? { type: 'user', id: userId } : undefined, outcome: 'refused', fold: attempt.fold },
        )
        return undefined
      }
      await attempt.succeeded(scope)
      return beginSession({ scope, record, request, userId: userId!, method: 'email_code' })
    })
    const session = await minimumDuration(begun)
    if (!session) throw wrongCode()
    return session
  },
})
