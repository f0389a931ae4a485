'use server'

import { listAssignableGroups } from '@/lib/groups/choices'
import * as groups from '@/lib/groups/commands'
import { action } from '@/lib/operation/action'

export const createGroupAction = action(groups.createGroup)
export const updateGroupAction = action(groups.updateGroup)
export const deleteGroupAction = action(groups.deleteGroup)
export const changeMembersAction = action(groups.changeMembers)
export const changeGroupSecondFactorAction = action(groups.changeGroupSecondFactor)
export const changeGroupPermissionsAction = action(groups.changeGroupPermissions)
export const listAssignableGroupsAction = action(listAssignableGroups)
