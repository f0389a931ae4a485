import { sendInvitations } from '@/lib/invitations/commands'
import { listInvitations } from '@/lib/invitations/queries'
import { routes } from '@/lib/operation/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(listInvitations, sendInvitations)
