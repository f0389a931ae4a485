import { routes } from '@/lib/operation/route'
import { keepSecurity, revertSecurity } from '@/lib/security/commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(keepSecurity, revertSecurity)
