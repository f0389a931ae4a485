import { cancelInvitation } from '@/lib/invitations/commands'
import { route } from '@/lib/operation/route'

export const DELETE = route(cancelInvitation)
