import { routes } from '@/lib/operation/route'
import { changeSecurity } from '@/lib/security/commands'
import { viewSecurity } from '@/lib/security/queries'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(viewSecurity, changeSecurity)
