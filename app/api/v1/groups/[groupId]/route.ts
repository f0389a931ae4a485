import { deleteGroup, updateGroup } from '@/lib/groups/commands'
import { viewGroup } from '@/lib/groups/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewGroup, updateGroup, deleteGroup)
