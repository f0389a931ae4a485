'use server'

import * as exemptions from '@/lib/exemptions/commands'
import { changeMembers } from '@/lib/groups/commands'
import { action } from '@/lib/operation/action'
import { resetSecondFactor } from '@/lib/second-factor/commands'
import * as users from '@/lib/users/commands'
import * as userEmail from '@/lib/users/email-commands'

export const changeGroupsAction = action(changeMembers)
export const deactivateUserAction = action(users.deactivateUser)
export const updateUserAction = action(users.updateUser)
export const reactivateUserAction = action(users.reactivateUser)
export const deleteUserAction = action(users.deleteUser)
export const resetSecondFactorAction = action(resetSecondFactor)
export const grantExemptionAction = action(exemptions.grantExemption)
export const endExemptionAction = action(exemptions.endExemption)
export const endUserSessionAction = action(users.endUserSession)
export const endUserSessionsAction = action(users.endUserSessions)
export const sendPasswordResetAction = action(users.sendPasswordReset)
export const liftThrottleAction = action(users.liftThrottle)
export const requestUserEmailChangeAction = action(userEmail.requestUserEmailChange)
export const resendUserEmailChangeAction = action(userEmail.resendUserEmailChange)
export const cancelUserEmailChangeAction = action(userEmail.cancelUserEmailChange)
export const replaceEmailAction = action(userEmail.replaceEmail)
export const liftEmailHoldAction = action(userEmail.liftEmailHold)
