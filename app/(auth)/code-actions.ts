'use server'

import { rememberQuestion, forgetQuestion, readQuestion } from '@/lib/auth/browser-cookie'
import { safeCallback } from '@/lib/auth/callback'
import { keepSession } from '@/lib/auth/keep-session'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { newToken } from '@/lib/auth/tokens'
import { publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import { paths } from '@/lib/paths'
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
