import { companiesIn } from '@/db/repositories/companies'
import { credentialsIn } from '@/db/repositories/credentials'
import { devicesIn } from '@/db/repositories/devices'
import { jobsIn } from '@/db/repositories/jobs'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { AppError } from '@/lib/kernel/errors'
import { linkInput } from '@/lib/kernel/link-token'
import { noOutput } from '@/lib/kernel/outputs'
import { redactEmail } from '@/lib/kernel/redact'
import { hashToken } from '@/lib/kernel/tokens'
import { publicCommand } from '@/lib/operation/define'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { requireAllowedPassword, passwordRulesFor, storePassword } from '@/lib/passwords/policy'
import { minimumDuration } from '@/lib/throttling/minimum-duration'
import { clearFailures, reserveRequest, reserveMail } from '@/lib/throttling/throttle'
import { requestPasswordResetInput, resetPasswordInput } from './input'
import { openPasswordResetOutput } from './output'
import { SEND_PASSWORD_RESET, notifyPasswordChanged } from './send'
import './events'

const deadLink = () =>
  new AppError(
    'not_found',
    'This link no longer works. It was used, it expired, or a newer one was sent. Request a new one on the sign-in page.',
  )

/**
 * Asks for the link to choose a new password with. Whoever is asked for, known or not, one answer is given at one moment;
 * the link is made by a job, which is written only where there is somebody to write to.
 */
export const requestPasswordReset = publicCommand({
  name: 'passwordReset.request',
  explain: 'Request a password reset link.',
  answersAnybody: true,
  input: requestPasswordResetInput,
  output: noOutput,
  async run({ transaction, request }, { email }) {
    const asked = transaction(async ({ scope, record }) => {
      const user = await credentialsIn(scope).of(email)
      const { allowed, fold } = await reserveMail(scope, 'reset', { account: email, userId: user?.id }, request)
      const refused = () => {
        if (!user) return 'unknown_person'
        if (user.status !== 'active') return user.status
        return allowed ? undefined : 'throttled'
      }
      const reason = refused()
      if (!reason) await jobsIn(scope).add(SEND_PASSWORD_RESET, user!.id)
      record(
        'password_reset.requested',
        { ...(reason && { reason }), ...(!user && !fold && { email: redactEmail(email) }) },
        {
          target: user && { type: 'user', id: user.id },
          outcome: reason ? 'refused' : 'succeeded',
          fold: reason && fold,
        },
      )
    })
    await minimumDuration(asked)
  },
})

/** Looks whether a link is good and whose it is. Uses nothing up: the scanners of mail servers open links. */
export const openPasswordReset = publicCommand({
  name: 'passwordReset.open',
  explain: 'Open a password reset link.',
  input: linkInput,
  output: openPasswordResetOutput,
  run: ({ transaction, request }, { token }) =>
    transaction(async ({ scope, record }) => {
      const person = await passwordResetsIn(scope).personOf(hashToken(token))
      if (!person) return undefined
      const { fold } = await reserveRequest(scope, 'link', 'password_reset.viewed', request)
      record('password_reset.viewed', {}, { target: { type: 'user', id: person.userId }, fold })
      const { name, slug } = await companiesIn(scope).find()
      const { policy } = await passwordRulesFor(scope)
      return { email: person.email, name: person.name, company: { name, slug }, policy }
    }),
})

/**
 * Sets a new password by a mailed link. It ends every session and every other link, and signs nobody in: what
 * else signing in asks for stays to be asked. The hash is made between two transactions.
 */
export const resetPassword = publicCommand({
  name: 'passwordReset.complete',
  explain: 'Choose a new password with an emailed link.',
  input: resetPasswordInput,
  output: noOutput,
  async run({ transaction, request }, { token, newPassword }) {
    const tokenHash = hashToken(token)
    const pending = await minimumDuration(
      transaction(async ({ scope, record }) => {
        const person = await passwordResetsIn(scope).personOf(tokenHash)
        if (person)
          return {
            person,
            company: await companiesIn(scope).find(),
            rules: await passwordRulesFor(scope, person.userId),
          }
        const { fold } = await reserveRequest(scope, 'link', 'password_reset.refused', request)
        record('password_reset.refused', {}, { outcome: 'refused', fold })
        return undefined
      }),
    )
    if (!pending) throw deadLink()
    const { person, company, rules } = pending
    const hashing = hashRequest('reset', request, { known: true })
    await requireAllowedPassword(
      rules,
      newPassword,
      [person.name, person.email, company.name, company.slug],
      'newPassword',
      hashing,
    )
    const passwordHash = await hashPassword(newPassword, hashing)
    const done = await transaction(async ({ scope, record }) => {
      const resets = passwordResetsIn(scope)
      // The person first, as everywhere: who takes the two in another order waits for each other.
      const [user] = await usersIn(scope).one(person.userId).for('update')
      if (user?.status !== 'active' || !(await resets.use(tokenHash))) {
        record('password_reset.refused', {}, { target: { type: 'user', id: person.userId }, outcome: 'refused' })
        return false
      }
      await storePassword(scope, user.id, passwordHash)
      // What was guessed at is gone. Tries at the second factor stay counted: a mailbox must not buy new ones.
      await clearFailures(scope, user.id, ['password', 'own_password'])
      const sessionsEnded = await sessionsIn(scope).endAll(user.id)
      // Whoever knew the former password may have made themselves known on devices of theirs.
      await devicesIn(scope).forgetAll(user.id)
      await resets.endAllOf(user.id)
      await notifyPasswordChanged(scope, company, user, 'link')
      record('password.reset', { sessionsEnded }, { actorId: user.id, target: { type: 'user', id: user.id } })
      return true
    })
    if (!done) throw deadLink()
  },
})
