import { routes } from '@/lib/operation/route'
import { liftEmailHold } from '@/lib/users/email-commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(liftEmailHold)
