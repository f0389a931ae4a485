import { routes } from '@/lib/operation/route'
import { cancelUserEmailChange, requestUserEmailChange } from '@/lib/users/email-commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(cancelUserEmailChange, requestUserEmailChange)
