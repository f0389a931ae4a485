import { route } from '@/lib/operation/route'
import { deactivateUser } from '@/lib/users/commands'
import { previewDeactivation } from '@/lib/users/queries'

export const GET = route(previewDeactivation)
export const POST = route(deactivateUser)
