'use server'

import { newToken } from '@/lib/kernel/tokens'
import { action, publicAction } from '@/lib/operation/action'
import * as passkeys from '@/lib/passkeys/commands'
import { rememberChallenge, forgetChallenge, readChallenge } from '@/lib/platform/cookies/challenge-cookie'
import { rememberPasskeyUse } from '@/lib/platform/cookies/passkey-cookie'
import { writeSessionCookie } from '@/lib/platform/cookies/session-cookie'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'

export const beginPasskeyRegistrationAction = action(passkeys.beginPasskeyRegistration)

export const registerPasskeyAction = action(passkeys.registerPasskey, async ({ session, recoveryCodes }) => {
  await writeSessionCookie(session)
  await rememberPasskeyUse()
  return { recoveryCodes }
})

export const renamePasskeyAction = action(passkeys.renamePasskey)
export const removePasskeyAction = action(passkeys.removePasskey)

export const beginPasskeyVerificationAction = action(passkeys.beginPasskeyVerification)

export const verifyPasskeyAction = action(passkeys.verifyPasskey, async (session, company, { callbackUrl }) => {
  await keepSession(session)
  await rememberPasskeyUse()
  return { to: safeCallbackPath(callbackUrl, company) }
})

/** Asks this browser, which keeps in a cookie by what it is known when it answers. */
export const beginPasskeySignInAction = publicAction(passkeys.beginPasskeySignIn, {
  before: async () => ({ browser: newToken() }),
  finish: async (options, { input }) => {
    await rememberChallenge('passkey', input.browser)
    return options
  },
})

export const signInWithPasskeyAction = publicAction(passkeys.signInWithPasskey, {
  before: async () => ({ browser: await readChallenge('passkey') }),
  finish: async (begun, { input: { company }, fields }) => {
    await forgetChallenge('passkey')
    await keepSession(begun)
    await rememberPasskeyUse()
    return { to: safeCallbackPath(fields.callbackUrl, company) }
  },
})
