import { endUserSessions } from '@/lib/users/commands'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ DELETE: endUserSessions })
