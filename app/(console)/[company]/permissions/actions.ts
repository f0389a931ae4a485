'use server'

import { action } from '@/lib/operation/action'
import * as permissions from '@/lib/permissions/commands'

export const createPermission = action(permissions.createPermission)
export const updatePermission = action(permissions.updatePermission)
export const deletePermission = action(permissions.deletePermission)
