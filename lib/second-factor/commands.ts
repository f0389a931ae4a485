import { z } from 'zod'
import { devicesIn } from '@/db/repositories/devices'
import { factorsIn } from '@/db/repositories/factors'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { encrypt, decrypt } from '@/lib/kernel/encryption'
import { AppError } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { userIdInput } from '@/lib/kernel/person-fields'
import { requireSession } from '@/lib/operation/actor'
import { command } from '@/lib/operation/define'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { notify } from '@/lib/platform/mail/notify'
import { newSessionOutput } from '@/lib/sessions/output'
import { clearFailures } from '@/lib/throttling/throttle'
import { requireRemovable, factorAdded, factorRemoved, generateRecoveryCodes } from './changes'
import { confirmInput, deviceInput, verifyInput } from './input'
import {
  beginSecondFactorOutput,
  confirmSecondFactorOutput,
  regenerateCodesOutput,
  resetSecondFactorOutput,
} from './output'
import { verifyCode, reserveCodeAttempt, wrongCodeError } from './prove'
import { qrCode } from './qr'
import { secondFactorVerified } from './session'
import { totpUri, newTotpSecret, totpSecretContext, matchingStep } from './totp'
import '@/lib/devices/events'
import './events'

const OWN = 'It changes nothing but how its owner signs in.'

export const verifySecondFactor = command({
  name: 'secondFactor.verify',
  permission: null,
  because: 'Everybody has to be able to finish signing in.',
  explain: 'Finish signing in with two-factor authentication.',
  allowedWhile: ['second_factor'],
  input: verifyInput,
  output: newSessionOutput,
  internal: 'A person does it at a browser, about themselves.',
  prepare: (asking, { code }) => reserveCodeAttempt('second_factor', asking, code),
  async run(context, { code, trustDevice }, attempt) {
    // The person first, as everywhere: who takes them in another order waits for each other.
    await usersIn(context.scope).statusForUpdate(context.actor.userId)
    const by = await verifyCode(context, code)
    await attempt.succeeded(context.scope)
    return secondFactorVerified(context, { by, trustDevice })
  },
})

/**
 * Makes a key and keeps nothing: it is shown here and nowhere else, and comes back encrypted with the first code, so that
 * a former app stays good until the new one has proved that it works.
 */
export const beginSecondFactor = command({
  name: 'secondFactor.begin',
  permission: null,
  because: OWN,
  explain: 'Start setting up an authenticator app.',
  allowedWhile: ['enrol'],
  stepUp: true,
  input: z.object({}),
  output: beginSecondFactorOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }) {
    const secret = newTotpSecret()
    const uri = totpUri(secret, { company: actor.company.name, email: actor.email })
    record('second_factor.enrolment_started', {}, { target: { type: 'user', id: actor.userId } })
    return {
      sealedKey: encrypt(secret, totpSecretContext(scope.companyId, actor.userId)),
      /** In groups of four, for who types it. */
      key: secret.match(/.{1,4}/g)!.join(' '),
      uri,
      qr: qrCode(uri),
    }
  },
})

export const confirmSecondFactor = command({
  name: 'secondFactor.confirm',
  permission: null,
  because: OWN,
  explain: 'Set up an authenticator app.',
  allowedWhile: ['enrol'],
  stepUp: true,
  input: confirmInput,
  output: confirmSecondFactorOutput,
  internal: 'A person does it at a browser, about themselves.',
  prepare: (asking, { code }) => reserveCodeAttempt('second_factor', asking, code),
  async run(context, { sealedKey, code }, attempt) {
    const { scope, actor } = context
    const step = matchingStep(openKey(sealedKey, totpSecretContext(scope.companyId, actor.userId)), code)
    const factors = factorsIn(scope)
    const replaced = (await factors.app(actor.userId)) !== undefined
    if (step === undefined || !(await factors.keepApp(actor.userId, sealedKey, step))) throw wrongCodeError(code)
    await attempt.succeeded(scope)
    return factorAdded(context, 'app', { replaced })
  },
})

function openKey(sealedKey: string, context: string): string {
  try {
    return decrypt(sealedKey, context)
  } catch (cause) {
    throw new AppError('conflict', 'This key is not valid. Start the setup again.', { cause })
  }
}

export const regenerateCodes = command({
  name: 'secondFactor.regenerateCodes',
  permission: null,
  because: OWN,
  explain: 'Generate new recovery codes.',
  stepUp: true,
  input: z.object({}),
  output: regenerateCodesOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run(context) {
    const { actor, record } = context
    if (!requireSession(actor).assurance.hasFactor)
      throw new AppError('wrong_status', 'Set up two-factor authentication first. Recovery codes are a backup for it.')
    const recoveryCodes = await generateRecoveryCodes(context)
    record('recovery_codes.generated', {}, { target: { type: 'user', id: actor.userId } })
    return { recoveryCodes }
  },
})

export const removeSecondFactor = command({
  name: 'secondFactor.remove',
  permission: null,
  because: OWN,
  explain: 'Remove your authenticator app.',
  stepUp: true,
  input: z.object({}),
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run(context) {
    const { scope, actor } = context
    const factors = factorsIn(scope)
    // One after the other: of an app and a passkey that are removed at the same moment, one is the last.
    await usersIn(scope).findForUpdate(actor.userId)
    const others = await factors.hasPasskey(actor.userId)
    requireRemovable(context, others)
    if (!(await factors.removeApp(actor.userId)))
      throw new AppError('wrong_status', 'You do not have an authenticator app to remove.')
    await factorRemoved(context, 'app', others)
  },
})

export const forgetDevice = command({
  name: 'profile.forgetDevice',
  permission: null,
  because: OWN,
  explain: 'Stop trusting a device.',
  input: deviceInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, { deviceId }) {
    await devicesIn(scope).distrust(actor.userId, deviceId)
    record('device.forgotten', {}, { target: { type: 'user', id: actor.userId } })
  },
})

export const resetSecondFactor = command({
  name: 'users.resetSecondFactor',
  permission: 'users:manage-credentials',
  explain:
    "Reset a person's two-factor authentication: their password alone is enough to sign in until they set it up again.",
  stepUp: true,
  serialized: true,
  input: userIdInput,
  output: resetSecondFactorOutput,
  http: { method: 'DELETE', path: '/users/:userId/second-factor' },
  async run({ scope, actor, record, request }, { userId }) {
    const user = await usersIn(scope).findForUpdate(userId)
    if (actor.userId === userId) {
      throw new AppError(
        'own_account',
        'You cannot reset your own two-factor authentication. Change it in your profile, or ask another administrator.',
      )
    }
    await requireHeldOfUsers(scope, actor, 'weakenSignIn', [userId])
    if (!(await factorsIn(scope).removeAll(userId)))
      throw new AppError('wrong_status', `${user.name} has not set up two-factor authentication.`)
    await devicesIn(scope).forgetAll(userId)
    await clearFailures(scope, userId, ['second_factor', 'step_up'])
    const sessionsEnded = await sessionsIn(scope).endAll(userId)
    record('second_factor.reset', { sessionsEnded }, { target: { type: 'user', id: userId } })
    await notify({ scope, actor, request }, user, { template: 'second-factor-reset', facts: { by: actor.name } })
    return { sessionsEnded }
  },
})
