import { routes } from '@/lib/operation/route'
import { endUserSessions } from '@/lib/users/commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(endUserSessions)
