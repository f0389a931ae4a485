'use server'

import * as exemptions from '@/lib/exemptions/commands'
import { changeMembers } from '@/lib/groups/commands'
import { action } from '@/lib/operation/action'
import { resetSecondFactor as reset } from '@/lib/second-factor/commands'
import * as users from '@/lib/users/commands'

export const changeGroups = action(changeMembers)
export const deactivateUser = action(users.deactivateUser)
export const updateUser = action(users.updateUser)
export const reactivateUser = action(users.reactivateUser)
export const deleteUser = action(users.deleteUser)
export const resetSecondFactor = action(reset)
export const grantExemption = action(exemptions.grantExemption)
export const endExemption = action(exemptions.endExemption)
export const endUserSession = action(users.endUserSession)
export const endUserSessions = action(users.endUserSessions)
export const sendPasswordReset = action(users.sendPasswordReset)
export const liftThrottle = action(users.liftThrottle)
