import { changeGroupPermissions } from '@/lib/groups/commands'
import { route } from '@/lib/operation/route'

export const PATCH = route(changeGroupPermissions)
