'use server'

import { paths } from '@/lib/kernel/paths'
import { newToken } from '@/lib/kernel/tokens'
import { publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import { rememberQuestion, forgetQuestion, readQuestion } from '@/lib/platform/cookies/challenge-cookie'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { safeCallback } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'
import * as codes from '@/lib/sign-in-code/commands'

/** Mails a code for this browser, which keeps in a cookie by what it is known when the code is entered. */
export const requestCode = publicAction(async ({ company, fields: { email }, request }) => {
  const browser = newToken()
  const said = await executePublic(codes.requestCode, request, { company, email, browser })
  await rememberQuestion('code', browser)
  return said
})

export const signInWithCode = publicAction(async ({ company, fields: { code, callbackUrl }, request }) => {
  const begun = await executePublic(codes.signInWithCode, request, {
    company,
    browser: await readQuestion('code'),
    code,
  })
  await forgetQuestion('code')
  await keepSession(begun)
  await rememberCompany(company)
  const to = safeCallback(callbackUrl, company)
  return { to: begun.pending ? paths.secondFactor(company, { callbackUrl: to }) : to }
})
