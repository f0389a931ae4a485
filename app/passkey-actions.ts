'use server'

import { rememberQuestion, forgetQuestion, readQuestion } from '@/lib/auth/browser-cookie'
import { safeCallback } from '@/lib/auth/callback'
import { holdSession } from '@/lib/auth/cookie'
import { keepSession } from '@/lib/auth/keep-session'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { newToken } from '@/lib/auth/tokens'
import type { ActionResult } from '@/lib/errors'
import { action, asResult } from '@/lib/operation/action'
import { demandOwnOrigin } from '@/lib/operation/origin'
import { requestFacts } from '@/lib/operation/request'
import { executePublic } from '@/lib/operation/run'
import * as passkeys from '@/lib/passkeys/commands'

export const beginRegistration = action(passkeys.beginRegistration)

export const registerPasskey = action(passkeys.registerPasskey, async ({ session, recoveryCodes }) => {
  await holdSession(session)
  return { recoveryCodes }
})

export const renamePasskey = action(passkeys.renamePasskey)
export const removePasskey = action(passkeys.removePasskey)

export const beginCheck = action(passkeys.beginCheck)

export const checkPasskey = action(passkeys.checkPasskey, async (session, company, input) => {
  await keepSession(session)
  const { callbackUrl } = input as { callbackUrl?: unknown }
  return { to: safeCallback(typeof callbackUrl === 'string' ? callbackUrl : undefined, company) }
})

type SignInOptions = Awaited<ReturnType<typeof passkeys.beginPasskeySignIn.run>>

/** Asks this browser, which keeps in a cookie by what it is known when it answers. */
export const beginPasskeySignIn = async (company: string): Promise<ActionResult<SignInOptions>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const browser = newToken()
    const options = await executePublic(passkeys.beginPasskeySignIn, await requestFacts(), { company, browser })
    await rememberQuestion('passkey', browser)
    return options
  })

export const signInWithPasskey = async (company: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const { response, callbackUrl } = { ...(input as { response?: unknown; callbackUrl?: unknown }) }
    const begun = await executePublic(passkeys.signInWithPasskey, await requestFacts(), { company, browser: await readQuestion('passkey'), response })
    await forgetQuestion('passkey')
    await keepSession(begun)
    await rememberCompany(company)
    return { to: safeCallback(typeof callbackUrl === 'string' ? callbackUrl : undefined, company) }
  })
