import { routes } from '@/lib/operation/route'
import { resendUserEmailChange } from '@/lib/users/email-commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(resendUserEmailChange)
