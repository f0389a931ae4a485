'use server'

import * as groups from '@/lib/groups/commands'
import { action } from '@/lib/operation/action'

export const createGroup = action(groups.createGroup)
export const updateGroup = action(groups.updateGroup)
export const deleteGroup = action(groups.deleteGroup)
export const changeMembers = action(groups.changeMembers)
export const changeGroupSecondFactor = action(groups.changeGroupSecondFactor)
export const changeGroupPermissions = action(groups.changeGroupPermissions)
