import { route } from '@/lib/operation/route'
import { changeSecurity } from '@/lib/security/commands'
import { viewSecurity } from '@/lib/security/queries'

export const GET = route(viewSecurity)
export const PATCH = route(changeSecurity)
