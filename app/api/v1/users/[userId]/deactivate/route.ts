import { routes } from '@/lib/operation/route'
import { deactivateUser } from '@/lib/users/commands'
import { previewDeactivation } from '@/lib/users/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(previewDeactivation, deactivateUser)
