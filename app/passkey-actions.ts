'use server'

import { newToken } from '@/lib/kernel/tokens'
import { action, publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import * as passkeys from '@/lib/passkeys/commands'
import { rememberChallenge, forgetChallenge, readChallenge } from '@/lib/platform/cookies/challenge-cookie'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { writeSessionCookie } from '@/lib/platform/cookies/session-cookie'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'

export const beginPasskeyRegistrationAction = action(passkeys.beginPasskeyRegistration)

export const registerPasskeyAction = action(passkeys.registerPasskey, async ({ session, recoveryCodes }) => {
  await writeSessionCookie(session)
  return { recoveryCodes }
})

export const renamePasskeyAction = action(passkeys.renamePasskey)
export const removePasskeyAction = action(passkeys.removePasskey)

export const beginPasskeyVerificationAction = action(passkeys.beginPasskeyVerification)

export const verifyPasskeyAction = action(passkeys.verifyPasskey, async (session, company, { callbackUrl }) => {
  await keepSession(session)
  return { to: safeCallbackPath(callbackUrl, company) }
})

/** Asks this browser, which keeps in a cookie by what it is known when it answers. */
export const beginPasskeySignInAction = publicAction(async ({ company, request }) => {
  const browser = newToken()
  const options = await executePublic(passkeys.beginPasskeySignIn, request, { company, browser })
  await rememberChallenge('passkey', browser)
  return options
})

export const signInWithPasskeyAction = publicAction(async ({ company, fields: { response, callbackUrl }, request }) => {
  const begun = await executePublic(passkeys.signInWithPasskey, request, {
    company,
    browser: await readChallenge('passkey'),
    response,
  })
  await forgetChallenge('passkey')
  await keepSession(begun)
  await rememberCompany(company)
  return { to: safeCallbackPath(callbackUrl, company) }
})
