'use server'

import { paths } from '@/lib/kernel/paths'
import { publicAction } from '@/lib/operation/action'
import * as passwordReset from '@/lib/password-reset/commands'

export const requestPasswordResetAction = publicAction(passwordReset.requestPasswordReset, {
  finish: async (_, { input }) => ({ to: paths.forgotPassword(input.company, { notice: 'sent' }) }),
})

export const resetPasswordAction = publicAction(passwordReset.resetPassword, {
  finish: async (_, { input }) => ({ to: paths.companyLogin(input.company, { notice: 'password-changed' }) }),
})
