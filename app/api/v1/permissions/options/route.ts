import { routes } from '@/lib/operation/route'
import { listPermissionOptions } from '@/lib/permissions/choices'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listPermissionOptions)
