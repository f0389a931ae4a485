'use server'

import * as emailChange from '@/lib/email-change/public-commands'
import { paths } from '@/lib/kernel/paths'
import { publicAction } from '@/lib/operation/action'

/** Ends in the profile where this browser stays signed in, else at the sign-in page. */
export const confirmEmailChangeAction = publicAction(emailChange.confirmEmailChange, {
  finish: async ({ signedIn }, { input: { company } }) => ({
    to: signedIn ? paths.profile(company) : paths.companyLogin(company, { notice: 'email-changed' }),
  }),
})

export const objectToEmailChangeAction = publicAction(emailChange.objectToEmailChange, {
  finish: async (_, { input: { company } }) => ({ to: paths.forgotPassword(company, { notice: 'objected' }) }),
})
