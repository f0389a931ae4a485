import { z } from 'zod'
import { actorsIn } from '@/db/repositories/actors'
import { challengesIn } from '@/db/repositories/challenges'
import { factorsIn } from '@/db/repositories/factors'
import { passkeysIn } from '@/db/repositories/passkeys'
import { usersIn } from '@/db/repositories/users'
import { AppError } from '@/lib/kernel/errors'
import { noOutput, versionOutput } from '@/lib/kernel/outputs'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { hashToken } from '@/lib/kernel/tokens'
import { requireSession } from '@/lib/operation/actor'
import { changedFields } from '@/lib/operation/changes'
import { command, publicCommand, type PublicContext } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { requireRemovable, factorAdded, factorRemoved } from '@/lib/second-factor/changes'
import { secondFactorVerified } from '@/lib/second-factor/session'
import { beginSession, type NewSession } from '@/lib/sessions/begin-session'
import { newSessionOutput } from '@/lib/sessions/output'
import { minimumDuration } from '@/lib/throttling/minimum-duration'
import { reserveRequest, reserveAttempt } from '@/lib/throttling/throttle'
import { challengeSession, ownPasskey, consumeSessionChallenge, wrongPasskeyError } from './answer'
import {
  beginPasskeySignInInput,
  verifyPasskeyInput,
  passkeyInput,
  registerPasskeyInput,
  renamePasskeyInput,
  signInWithPasskeyInput,
} from './input'
import {
  beginPasskeyRegistrationOutput,
  registerPasskeyOutput,
  beginPasskeyVerificationOutput,
  beginPasskeySignInOutput,
} from './output'
import {
  CHALLENGE_MS,
  authenticationOptions,
  verifyAuthentication,
  verifyRegistration,
  registrationOptions,
  userOfHandle,
} from './webauthn'
import './events'
import '@/lib/sessions/events'

const OWN = 'It changes nothing but how its owner signs in.'

/** More than anybody has devices; each is one more way in. */
const MOST = 20

export const beginPasskeyRegistration = command({
  name: 'passkeys.beginRegistration',
  permission: null,
  because: OWN,
  explain: 'Start adding a passkey or security key.',
  allowedWhile: ['enrol'],
  stepUp: true,
  input: z.object({}),
  output: beginPasskeyRegistrationOutput,
  internal: 'Passkeys belong to a browser.',
  async run({ scope, actor, record }) {
    const known = await passkeysIn(scope).credentialsOf(actor.userId)
    if (known.length >= MOST)
      throw new AppError('wrong_status', `You have ${MOST} passkeys, which is the limit. Remove one you no longer use.`)
    const options = await registrationOptions(actor, known)
    await challengeSession(scope, requireSession(actor), {
      purpose: 'passkey_registration',
      challenge: options.challenge,
    })
    record('passkey.registration_started', {}, { target: { type: 'user', id: actor.userId } })
    return options
  },
})

/** Asks for no proof of its own: only who gave one can have the question that this answers. */
export const registerPasskey = command({
  name: 'passkeys.register',
  permission: null,
  because: OWN,
  explain: 'Add a passkey or security key.',
  allowedWhile: ['enrol'],
  input: registerPasskeyInput,
  output: registerPasskeyOutput,
  internal: 'Passkeys belong to a browser.',
  async prepare({ actor, read }, { response }) {
    const made = await verifyRegistration(
      response,
      await read(scope => consumeSessionChallenge(scope, actor, 'passkey_registration')),
    )
    if (!made) throw wrongPasskeyError()
    return made
  },
  async run(context, { name, response }, made) {
    const { scope, actor } = context
    await passkeysIn(scope).insert({ userId: actor.userId, name, transports: response.response.transports, ...made })
    return factorAdded(context, 'passkey')
  },
})

export const renamePasskey = command({
  name: 'passkeys.rename',
  permission: null,
  because: OWN,
  explain: 'Rename one of your passkeys.',
  input: renamePasskeyInput,
  output: versionOutput,
  internal: 'Passkeys belong to a browser.',
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { passkeyId, version, ...details }) {
    const passkeys = passkeysIn(scope)
    const before = await passkeys.findForUpdate(actor.userId, passkeyId)
    const made = await passkeys.rename(actor.userId, passkeyId, details.name, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, details))
    record(
      'passkey.renamed',
      { fields: changedFields(before, details) },
      { target: { type: 'user', id: actor.userId } },
    )
    return { version: now }
  },
})

export const removePasskey = command({
  name: 'passkeys.remove',
  permission: null,
  because: OWN,
  explain: 'Remove one of your passkeys.',
  stepUp: true,
  input: passkeyInput,
  output: noOutput,
  internal: 'Passkeys belong to a browser.',
  async run(context, { passkeyId }) {
    const { scope, actor } = context
    // One after the other: of two that are removed at the same moment, one is the last.
    await usersIn(scope).findForUpdate(actor.userId)
    const { others: otherKeys } = await passkeysIn(scope).remove(actor.userId, passkeyId)
    const others = otherKeys || (await factorsIn(scope).app(actor.userId)) !== undefined
    requireRemovable(context, others)
    await factorRemoved(context, 'passkey', others)
  },
})

export const beginPasskeyVerification = command({
  name: 'passkeys.beginVerification',
  permission: null,
  because: 'Everybody has to be able to finish signing in.',
  explain: 'Start confirming your identity with a passkey.',
  allowedWhile: ['second_factor'],
  input: z.object({}),
  output: beginPasskeyVerificationOutput,
  internal: 'Passkeys belong to a browser.',
  async run({ scope, actor, record }) {
    const known = await passkeysIn(scope).credentialsOf(actor.userId)
    if (!known.length) throw new AppError('wrong_status', 'You do not have a passkey yet.')
    const options = await authenticationOptions(known)
    await challengeSession(scope, requireSession(actor), { purpose: 'passkey_check', challenge: options.challenge })
    record('passkey.verification_started', {}, { target: { type: 'user', id: actor.userId } })
    return options
  },
})

/** Finishes a sign-in; and in a session that is whole already, proves once more who it is. */
export const verifyPasskey = command({
  name: 'passkeys.verify',
  permission: null,
  because: 'Everybody has to be able to finish signing in.',
  explain: 'Confirm your identity with a passkey.',
  allowedWhile: ['second_factor'],
  input: verifyPasskeyInput,
  output: newSessionOutput,
  internal: 'Passkeys belong to a browser.',
  async prepare({ actor, request, read }, { response }) {
    const { userId } = actor
    const { attempt, challenge, key } = await read(async scope => ({
      challenge: await consumeSessionChallenge(scope, actor, 'passkey_check'),
      attempt: await reserveAttempt(scope, 'passkey', { account: userId, userId }, request),
      key: await ownPasskey(scope, userId, response.id),
    }))
    const answer = attempt.allowed ? await verifyAuthentication(response, challenge, key) : undefined
    if (!key || !answer) throw wrongPasskeyError()
    return { attempt, answer, passkeyId: key.id }
  },
  async run(context, _, { attempt, answer, passkeyId }) {
    // The person first, as whoever removes passkeys does.
    await usersIn(context.scope).statusForUpdate(context.actor.userId)
    if (!(await passkeysIn(context.scope).used(passkeyId, answer))) throw wrongPasskeyError()
    await attempt.succeeded(context.scope)
    return secondFactorVerified(context, { by: 'passkey', trustDevice: false })
  },
})

/** Asks a browser for any passkey it has for us; the answer says whose it is. The same for a company that does not exist. */
export const beginPasskeySignIn = publicCommand({
  name: 'passkeys.beginSignIn',
  explain: 'Start signing in with a passkey.',
  answersAnybody: true,
  input: beginPasskeySignInInput,
  output: beginPasskeySignInOutput,
  async run({ transaction, request }, { browser }) {
    const options = await authenticationOptions()
    const question = {
      purpose: 'passkey_sign_in',
      userId: null,
      browserHash: hashToken(browser),
      expected: options.challenge,
    } as const
    await minimumDuration(
      transaction(async ({ scope }) => {
        // A question that is not kept has no right answer.
        const { allowed } = await reserveRequest(scope, 'question', 'passkey', request)
        if (allowed) await challengesIn(scope).ask({ ...question, expiresAt: new Date(Date.now() + CHALLENGE_MS) })
      }),
    )
    return options
  },
})

/** Signs in whoever the passkey names. It counts as two factors: the device, and what unlocks it. */
export const signInWithPasskey = publicCommand({
  name: 'passkeys.signIn',
  explain: 'Sign in with a passkey.',
  input: signInWithPasskeyInput,
  output: newSessionOutput,
  async run({ transaction, request }, { browser, response }) {
    // All of it: what is written before the answer is read too, for which a company that does not exist has no place.
    const session = await minimumDuration(startWithPasskey({ transaction, request }, { browser, response }))
    if (!session) throw wrongPasskeyError()
    return session
  },
})

async function startWithPasskey(
  { transaction, request }: PublicContext,
  { browser, response }: Omit<z.output<typeof signInWithPasskeyInput>, 'company'>,
): Promise<NewSession | undefined> {
  const { challenge, key, attempt } = await transaction(async ({ scope }) => {
    const asked = await challengesIn(scope).take('passkey_sign_in', hashToken(browser))
    const found = await ownPasskey(scope, userOfHandle(response.response.userHandle), response.id)
    const who = { account: found?.userId ?? response.id, userId: found?.userId }
    return { challenge: asked?.expected, key: found, attempt: await reserveAttempt(scope, 'passkey', who, request) }
  })
  const answer = attempt.allowed ? await verifyAuthentication(response, challenge, key) : undefined
  return transaction(async ({ scope, record }) => {
    const status = key && (await usersIn(scope).statusForUpdate(key.userId))
    const { signIn } = readSecuritySettings(await actorsIn(scope).settings())
    const refused = async () => {
      if (!key || !status) return 'unknown_passkey'
      if (status !== 'active') return status
      if (!signIn.passkey) return 'method_off'
      if (!attempt.allowed) return 'throttled'
      if (!answer) return 'wrong_passkey'
      return (await passkeysIn(scope).used(key.id, answer)) ? undefined : 'cloned_passkey'
    }
    const reason = await refused()
    if (reason) {
      const target = key && status && ({ type: 'user', id: key.userId } as const)
      record('session.refused', { reason }, { target, outcome: 'refused', fold: attempt.fold })
      return undefined
    }
    await attempt.succeeded(scope)
    return beginSession({ scope, record, request, userId: key!.userId, method: 'passkey' })
  })
}
