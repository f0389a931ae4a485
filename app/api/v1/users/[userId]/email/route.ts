import { routes } from '@/lib/operation/route'
import { replaceEmail } from '@/lib/users/email-commands'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(replaceEmail)
