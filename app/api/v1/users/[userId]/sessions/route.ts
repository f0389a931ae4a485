import { endUserSessions } from '@/lib/users/commands'
import { route } from '@/lib/operation/route'

export const DELETE = route(endUserSessions)
