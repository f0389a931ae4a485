import { sendInvitations } from '@/lib/invitations/commands'
import { listInvitations } from '@/lib/invitations/queries'
import { route } from '@/lib/operation/route'

export const GET = route(listInvitations)
export const POST = route(sendInvitations)
