'use server'

import { newToken } from '@/lib/kernel/tokens'
import { action, publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import * as passkeys from '@/lib/passkeys/commands'
import { rememberQuestion, forgetQuestion, readQuestion } from '@/lib/platform/cookies/challenge-cookie'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { holdSession } from '@/lib/platform/cookies/session-cookie'
import { safeCallback } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'

export const beginRegistration = action(passkeys.beginRegistration)

export const registerPasskey = action(passkeys.registerPasskey, async ({ session, recoveryCodes }) => {
  await holdSession(session)
  return { recoveryCodes }
})

export const renamePasskey = action(passkeys.renamePasskey)
export const removePasskey = action(passkeys.removePasskey)

export const beginCheck = action(passkeys.beginCheck)

export const checkPasskey = action(passkeys.checkPasskey, async (session, company, { callbackUrl }) => {
  await keepSession(session)
  return { to: safeCallback(callbackUrl, company) }
})

/** Asks this browser, which keeps in a cookie by what it is known when it answers. */
export const beginPasskeySignIn = publicAction(async ({ company, request }) => {
  const browser = newToken()
  const options = await executePublic(passkeys.beginPasskeySignIn, request, { company, browser })
  await rememberQuestion('passkey', browser)
  return options
})

export const signInWithPasskey = publicAction(async ({ company, fields: { response, callbackUrl }, request }) => {
  const begun = await executePublic(passkeys.signInWithPasskey, request, {
    company,
    browser: await readQuestion('passkey'),
    response,
  })
  await forgetQuestion('passkey')
  await keepSession(begun)
  await rememberCompany(company)
  return { to: safeCallback(callbackUrl, company) }
})
