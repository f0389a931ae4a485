'use server'

import { asResult } from '@/lib/operation/action'
import { demandOwnOrigin } from '@/lib/operation/origin'
import { requestFacts } from '@/lib/operation/request'
import { executePublic } from '@/lib/operation/run'
import * as passwordReset from '@/lib/password-reset/commands'
import type { ActionResult } from '@/lib/errors'
import { paths } from '@/lib/paths'

export const requestReset = async (company: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    await executePublic(passwordReset.requestReset, await requestFacts(), { ...(input as object), company })
    return { to: paths.forgotPassword(company, { notice: 'sent' }) }
  })

export const resetPassword = async (company: string, input: unknown): Promise<ActionResult<{ to: string }>> =>
  asResult(async () => {
    await demandOwnOrigin()
    await executePublic(passwordReset.resetPassword, await requestFacts(), { ...(input as object), company })
    return { to: paths.companyLogin(company, { notice: 'password-changed' }) }
  })
