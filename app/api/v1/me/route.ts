import { routes } from '@/lib/operation/route'
import { renameProfile } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewProfile, renameProfile)
