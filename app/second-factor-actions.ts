'use server'

import { action } from '@/lib/operation/action'
import { holdSession } from '@/lib/platform/cookies/session-cookie'
import * as profile from '@/lib/profile/commands'
import * as factor from '@/lib/second-factor/commands'
import { viewProofs as proofs } from '@/lib/second-factor/queries'
import { safeCallback } from '@/lib/sessions/callback'
import { keepSession } from '@/lib/sessions/keep-session'

// The pages that sign in, the profile and the frame of all others use these. Tokens end here, in the cookie.

export const verifySecondFactor = action(factor.verifySecondFactor, async (session, company, { callbackUrl }) => {
  await keepSession(session)
  return { to: safeCallback(callbackUrl, company) }
})

export const beginSecondFactor = action(factor.beginSecondFactor)

export const confirmSecondFactor = action(factor.confirmSecondFactor, async ({ session, recoveryCodes }) => {
  await holdSession(session)
  return { recoveryCodes }
})

export const regenerateCodes = action(factor.regenerateCodes)
export const removeSecondFactor = action(factor.removeSecondFactor)
export const forgetDevice = action(factor.forgetDevice)

export const viewProofs = action(proofs)

export const stepUp = action(profile.stepUp, async session => {
  await holdSession(session)
  return null
})
