import { renameProfile } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { route } from '@/lib/operation/route'

export const GET = route(viewProfile)
export const PUT = route(renameProfile)
