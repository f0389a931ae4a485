import { route } from '@/lib/operation/route'
import { keepSecurity, revertSecurity } from '@/lib/security/commands'

export const POST = route(keepSecurity)
export const DELETE = route(revertSecurity)
