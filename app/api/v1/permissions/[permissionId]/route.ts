import { routes } from '@/lib/operation/route'
import { deletePermission, updatePermission } from '@/lib/permissions/commands'
import { viewPermission } from '@/lib/permissions/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  viewPermission,
  updatePermission,
  deletePermission,
)
