'use server'

import { paths } from '@/lib/kernel/paths'
import { newToken } from '@/lib/kernel/tokens'
import { publicAction } from '@/lib/operation/action'
import { rememberChallenge, forgetChallenge, readChallenge } from '@/lib/platform/cookies/challenge-cookie'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'
import * as codes from '@/lib/sign-in-code/commands'

/** Mails a code for this browser, which keeps in a cookie by what it is known when the code is entered. */
export const requestSignInCodeAction = publicAction(codes.requestSignInCode, {
  before: async () => ({ browser: newToken() }),
  finish: async (said, { input }) => {
    await rememberChallenge('code', input.browser)
    return said
  },
})

export const signInWithCodeAction = publicAction(codes.signInWithCode, {
  before: async () => ({ browser: await readChallenge('code') }),
  finish: async (begun, { input: { company }, fields }) => {
    await forgetChallenge('code')
    await keepSession(begun)
    const to = safeCallbackPath(fields.callbackUrl, company)
    return { to: begun.pending ? paths.secondFactor(company, { callbackUrl: to }) : to, pending: begun.pending }
  },
})
