'use server'

import { rememberQuestion, forgetQuestion, readQuestion } from '@/lib/auth/browser-cookie'
import { safeCallback } from '@/lib/auth/callback'
import { keepSession } from '@/lib/auth/keep-session'
import { rememberCompany } from '@/lib/auth/remembered-company'
import { newToken } from '@/lib/auth/tokens'
import type { ActionResult } from '@/lib/errors'
import { asResult } from '@/lib/operation/action'
import { demandOwnOrigin } from '@/lib/operation/origin'
import { requestFacts } from '@/lib/operation/request'
import { executePublic } from '@/lib/operation/run'
import { paths } from '@/lib/paths'
import * as codes from '@/lib/sign-in-code/commands'

/** Mails a code for this browser, which keeps in a cookie by what it is known when the code is entered. */
export const requestCode = async (company: string, input: unknown): Promise<ActionResult<{ minutes: number }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const browser = newToken()
    const { email } = { ...(input as { email?: unknown }) }
    const said = await executePublic(codes.requestCode, await requestFacts(), { company, email, browser })
    await rememberQuestion('code', browser)
    return said
  })

export const signInWithCode = async (company: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    const { code, callbackUrl } = { ...(input as { code?: unknown; callbackUrl?: unknown }) }
    const begun = await executePublic(codes.signInWithCode, await requestFacts(), { company, browser: await readQuestion('code'), code })
    await forgetQuestion('code')
    await keepSession(begun)
    await rememberCompany(company)
    const to = safeCallback(typeof callbackUrl === 'string' ? callbackUrl : undefined, company)
    return { to: begun.pending ? paths.secondFactor(company, { callbackUrl: to }) : to }
  })
