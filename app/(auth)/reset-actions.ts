'use server'

import { paths } from '@/lib/kernel/paths'
import { publicAction } from '@/lib/operation/action'
import { executePublic } from '@/lib/operation/run'
import * as passwordReset from '@/lib/password-reset/commands'

export const requestResetAction = publicAction(async ({ company, fields, request }) => {
  await executePublic(passwordReset.requestPasswordReset, request, { ...fields, company })
  return { to: paths.forgotPassword(company, { notice: 'sent' }) }
})

export const resetPasswordAction = publicAction(async ({ company, fields, request }) => {
  await executePublic(passwordReset.resetPassword, request, { ...fields, company })
  return { to: paths.companyLogin(company, { notice: 'password-changed' }) }
})
