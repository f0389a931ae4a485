'use server'

import { safeCallback } from '@/lib/auth/callback'
import * as auth from '@/lib/auth/commands'
import { chooseCompanyInput, signInInput } from '@/lib/auth/input'
import { keepSession } from '@/lib/auth/keep-session'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { publicAction } from '@/lib/operation/action'
import { parseInput } from '@/lib/operation/input'
import { executePublic } from '@/lib/operation/run'
import { paths } from '@/lib/paths'

/** On to the company's own door, which looks the same whether or not there is such a company. */
export const chooseCompany = publicAction(async ({ fields }) => {
  const { company } = parseInput(chooseCompanyInput, fields)
  return { to: paths.companyLogin(company) }
})

export const signIn = publicAction(async ({ company, fields, request }) => {
  const credentials = parseInput(signInInput, { ...fields, company })
  const begun = await executePublic(auth.signIn, request, credentials)
  await keepSession(begun)
  await rememberCompany(credentials.company)
  const to = safeCallback(fields.callbackUrl, credentials.company)
  return { to: begun.pending ? paths.secondFactor(credentials.company, { callbackUrl: to }) : to }
})
