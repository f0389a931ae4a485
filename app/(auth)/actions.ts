'use server'

import { paths } from '@/lib/kernel/paths'
import { publicAction } from '@/lib/operation/action'
import { parseInput } from '@/lib/operation/parse-input'
import { executePublic } from '@/lib/operation/run'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'
import * as auth from '@/lib/sign-in/commands'
import { chooseCompanyInput, signInInput } from '@/lib/sign-in/input'

/** On to the company's own door, which looks the same whether or not there is such a company. */
export const chooseCompanyAction = publicAction(async ({ fields }) => {
  const { company } = parseInput(chooseCompanyInput, fields)
  return { to: paths.companyLogin(company) }
})

export const signInAction = publicAction(async ({ company, fields, request }) => {
  const credentials = parseInput(signInInput, { ...fields, company })
  const begun = await executePublic(auth.signIn, request, credentials)
  await keepSession(begun)
  await rememberCompany(credentials.company)
  const to = safeCallbackPath(fields.callbackUrl, credentials.company)
  return { to: begun.pending ? paths.secondFactor(credentials.company, { callbackUrl: to }) : to }
})
