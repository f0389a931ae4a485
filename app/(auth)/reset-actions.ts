'use server'

import { paths } from '@/lib/kernel/paths'
import { publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import * as passwordReset from '@/lib/password-reset/commands'

export const requestReset = publicAction(async ({ company, fields, request }) => {
  await executePublic(passwordReset.requestReset, request, { ...fields, company })
  return { to: paths.forgotPassword(company, { notice: 'sent' }) }
})

export const resetPassword = publicAction(async ({ company, fields, request }) => {
  await executePublic(passwordReset.resetPassword, request, { ...fields, company })
  return { to: paths.companyLogin(company, { notice: 'password-changed' }) }
})
