import { viewAccess } from '@/lib/profile/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewAccess)
