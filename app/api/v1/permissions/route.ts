import { createPermission } from '@/lib/permissions/commands'
import { listPermissions } from '@/lib/permissions/queries'
import { route } from '@/lib/operation/route'

export const GET = route(listPermissions)
export const POST = route(createPermission)
