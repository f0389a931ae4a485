import { createGroup } from '@/lib/groups/commands'
import { listGroups } from '@/lib/groups/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listGroups, createGroup)
