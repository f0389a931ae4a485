import { deletePermission, updatePermission } from '@/lib/permissions/commands'
import { viewPermission } from '@/lib/permissions/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewPermission)
export const PUT = route(updatePermission)
export const DELETE = route(deletePermission)
