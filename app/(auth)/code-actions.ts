'use server'

import { paths } from '@/lib/kernel/paths'
import { newToken } from '@/lib/kernel/tokens'
import { publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import { rememberChallenge, forgetChallenge, readChallenge } from '@/lib/platform/cookies/challenge-cookie'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'
import * as codes from '@/lib/sign-in-code/commands'

/** Mails a code for this browser, which keeps in a cookie by what it is known when the code is entered. */
export const requestCodeAction = publicAction(async ({ company, fields: { email }, request }) => {
  const browser = newToken()
  const said = await executePublic(codes.requestSignInCode, request, { company, email, browser })
  await rememberChallenge('code', browser)
  return said
})

export const signInWithCodeAction = publicAction(async ({ company, fields: { code, callbackUrl }, request }) => {
  const begun = await executePublic(codes.signInWithCode, request, {
    company,
    browser: await readChallenge('code'),
    code,
  })
  await forgetChallenge('code')
  await keepSession(begun)
  await rememberCompany(company)
  const to = safeCallbackPath(callbackUrl, company)
  return { to: begun.pending ? paths.secondFactor(company, { callbackUrl: to }) : to }
})
