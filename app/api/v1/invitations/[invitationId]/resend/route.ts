import { resendInvitation } from '@/lib/invitations/commands'
import { route } from '@/lib/operation/route'

export const POST = route(resendInvitation)
