import { routes } from '@/lib/operation/route'
import { endUserSession } from '@/lib/users/commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(endUserSession)
