'use server'

import * as invitations from '@/lib/invitations/commands'
import { action } from '@/lib/operation/action'

export const sendInvitations = action(invitations.sendInvitations)
export const resendInvitation = action(invitations.resendInvitation)
export const cancelInvitation = action(invitations.cancelInvitation)
export const revealInvitationLink = action(invitations.revealInvitationLink)
