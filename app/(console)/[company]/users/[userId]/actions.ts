'use server'

import * as exemptions from '@/lib/exemptions/commands'
import { changeMembers } from '@/lib/groups/commands'
import { action } from '@/lib/operation/action'
import * as users from '@/lib/users/commands'

export const changeGroups = action(changeMembers)
export const deactivateUser = action(users.deactivateUser)
export const reactivateUser = action(users.reactivateUser)
export const deleteUser = action(users.deleteUser)
export const grantExemption = action(exemptions.grantExemption)
export const endExemption = action(exemptions.endExemption)
export const endUserSession = action(users.endUserSession)
export const endUserSessions = action(users.endUserSessions)
