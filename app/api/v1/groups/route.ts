import { createGroup } from '@/lib/groups/commands'
import { listGroups } from '@/lib/groups/queries'
import { route } from '@/lib/operation/route'

export const GET = route(listGroups)
export const POST = route(createGroup)
