import { routes } from '@/lib/operation/route'
import { createPermission } from '@/lib/permissions/commands'
import { listPermissions } from '@/lib/permissions/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listPermissions, createPermission)
