'use server'

import type { ActionResult } from '@/lib/errors'
import { safeCallback } from '@/lib/auth/callback'
import * as auth from '@/lib/auth/commands'
import { keepSession } from '@/lib/auth/keep-session'
import { chooseCompanyInput, signInInput } from '@/lib/auth/input'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { asResult } from '@/lib/operation/action'
import { parseInput } from '@/lib/operation/input'
import { demandOwnOrigin } from '@/lib/operation/origin'
import { requestFacts } from '@/lib/operation/request'
import { executePublic } from '@/lib/operation/run'
import { paths } from '@/lib/paths'

/** On to the company's own door, which looks the same whether or not there is such a company. */
export const chooseCompany = async (_: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const { company } = parseInput(chooseCompanyInput, input)
    return { to: paths.companyLogin(company) }
  })

export const signIn = async (company: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const credentials = parseInput(signInInput, { ...(input as object), company })
    const begun = await executePublic(auth.signIn, await requestFacts(), credentials)
    await keepSession(begun)
    await rememberCompany(credentials.company)
    const { callbackUrl } = input as { callbackUrl?: unknown }
    const to = safeCallback(typeof callbackUrl === 'string' ? callbackUrl : undefined, credentials.company)
    return { to: begun.pending ? paths.secondFactor(credentials.company, { callbackUrl: to }) : to }
  })
