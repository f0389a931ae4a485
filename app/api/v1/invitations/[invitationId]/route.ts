import { cancelInvitation, correctInvitation } from '@/lib/invitations/commands'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(cancelInvitation, correctInvitation)
