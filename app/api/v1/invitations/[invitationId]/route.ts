import { cancelInvitation } from '@/lib/invitations/commands'
import { correctInvitation } from '@/lib/invitations/correction'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(cancelInvitation, correctInvitation)
