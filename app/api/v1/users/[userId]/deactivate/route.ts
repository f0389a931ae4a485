import { routes } from '@/lib/operation/route'
import { deactivateUser } from '@/lib/users/commands'
import { previewDeactivation } from '@/lib/users/offboarding-queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(previewDeactivation, deactivateUser)
