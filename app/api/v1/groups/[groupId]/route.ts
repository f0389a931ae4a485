import { deleteGroup, updateGroup } from '@/lib/groups/commands'
import { viewGroup } from '@/lib/groups/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewGroup)
export const PUT = route(updateGroup)
export const DELETE = route(deleteGroup)
