import { factorsIn } from '@/db/repositories/factors'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { decrypt } from '@/lib/kernel/encryption'
import { AppError } from '@/lib/kernel/errors'
import type { Context } from '@/lib/operation/define'
import { notify } from '@/lib/platform/mail/notify'
import type { FactorProof } from '@/lib/sessions/events'
import { reserveAttempt, type ThrottledAttempt, type SecretKind } from '@/lib/throttling/throttle'
import { isAppCode } from './input'
import { recoveryCodeHash } from './recovery'
import { totpSecretContext, matchingStep } from './totp'
import './events'

/**
 * One answer for a wrong code, one used before and one that came after too many: none tells which. Whoever entered a code of
 * the app is told what is mostly behind it.
 */
export const wrongCodeError = (code: string) =>
  new AppError('wrong_code', 'Check the marked fields.', {
    fields: {
      code: `This code is not correct or has already been used. ${
        isAppCode(code) ? 'Check that your phone sets its clock automatically, because codes depend on the time. ' : ''
      }After several wrong attempts, you have to wait a few minutes.`,
    },
  })

type Asking = Pick<Context, 'actor' | 'request'> & {
  read: <T>(work: (scope: CompanyScope) => Promise<T>) => Promise<T>
}

/** Counts a try at somebody's code before it is looked at. @throws AppError `wrong_code` when they have to wait. */
export async function reserveCodeAttempt(
  kind: SecretKind,
  { actor, request, read }: Asking,
  code: string,
): Promise<ThrottledAttempt> {
  const attempt = await read(scope =>
    reserveAttempt(scope, kind, { account: actor.userId, userId: actor.userId }, request),
  )
  if (!attempt.allowed) throw wrongCodeError(code)
  return attempt
}

/** Uses up a code: of the app's, each time step is accepted once; a recovery code is. */
export async function consumeCode(scope: CompanyScope, userId: string, code: string): Promise<FactorProof | undefined> {
  const factors = factorsIn(scope)
  if (!isAppCode(code))
    return (await factors.spendCode(userId, recoveryCodeHash(userId, code))) ? 'recovery_code' : undefined
  const app = await factors.app(userId)
  const step = app && matchingStep(decrypt(app.sealedSecret, totpSecretContext(scope.companyId, userId)), code)
  return step !== undefined && (await factors.acceptStep(userId, step)) ? 'app' : undefined
}

/**
 * Takes the code that somebody gave as the proof that it is they, and tells them when it was a recovery code.
 * @throws AppError `wrong_code`
 */
export async function verifyCode({ scope, actor, record, request }: Context, code: string): Promise<FactorProof> {
  const proof = await consumeCode(scope, actor.userId, code)
  if (!proof) throw wrongCodeError(code)
  if (proof === 'recovery_code') {
    const left = await factorsIn(scope).codesLeft(actor.userId)
    record('recovery_code.used', { left }, { target: { type: 'user', id: actor.userId } })
    const to = await usersIn(scope).find(actor.userId)
    await notify({ scope, actor, request }, to, { template: 'recovery-code-used', facts: { left } })
  }
  return proof
}
