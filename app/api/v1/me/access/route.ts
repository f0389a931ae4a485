import { routes } from '@/lib/operation/route'
import { viewAccess } from '@/lib/profile/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewAccess)
