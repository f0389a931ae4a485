'use server'

import { action } from '@/lib/operation/action'
import { writeSessionCookie } from '@/lib/platform/cookies/session-cookie'
import * as profile from '@/lib/profile/commands'
import * as factor from '@/lib/second-factor/commands'
import { viewStepUpMethods } from '@/lib/second-factor/queries'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'

// The pages that sign in, the profile and the frame of all others use these. Tokens end here, in the cookie.

export const verifySecondFactorAction = action(factor.verifySecondFactor, async (session, company, { callbackUrl }) => {
  await keepSession(session)
  return { to: safeCallbackPath(callbackUrl, company) }
})

export const beginSecondFactorAction = action(factor.beginSecondFactor)

export const confirmSecondFactorAction = action(factor.confirmSecondFactor, async ({ session, recoveryCodes }) => {
  await writeSessionCookie(session)
  return { recoveryCodes }
})

export const regenerateCodesAction = action(factor.regenerateCodes)
export const removeSecondFactorAction = action(factor.removeSecondFactor)
export const forgetDeviceAction = action(factor.forgetDevice)

export const viewStepUpMethodsAction = action(viewStepUpMethods)

export const stepUpAction = action(profile.stepUp, async session => {
  await writeSessionCookie(session)
  return null
})
