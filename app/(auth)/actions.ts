'use server'

import { paths } from '@/lib/kernel/paths'
import { asResult, publicAction } from '@/lib/operation/action'
import { requireOwnOrigin } from '@/lib/operation/own-origin'
import { parseInput } from '@/lib/operation/parse-input'
import { plainFields } from '@/lib/operation/plain-data'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'
import * as auth from '@/lib/sign-in/commands'
import { chooseCompanyInput } from '@/lib/sign-in/input'

/** On to the company's own sign-in page, which looks the same whether or not there is such a company. */
export const chooseCompanyAction = async (_: string, sent: { company: string }) =>
  asResult(async () => {
    await requireOwnOrigin()
    return { to: paths.companyLogin(parseInput(chooseCompanyInput, plainFields(sent)).company) }
  })

export const signInAction = publicAction(auth.signIn, {
  finish: async (begun, { input: { company }, fields }) => {
    await keepSession(begun)
    const to = safeCallbackPath(fields.callbackUrl, company)
    return { to: begun.pending ? paths.secondFactor(company, { callbackUrl: to }) : to, pending: begun.pending }
  },
})
