'use server'

import { action } from '@/lib/operation/action'
import * as permissions from '@/lib/permissions/commands'

export const createPermissionAction = action(permissions.createPermission)
export const updatePermissionAction = action(permissions.updatePermission)
export const deletePermissionAction = action(permissions.deletePermission)
