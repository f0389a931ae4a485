'use server'

import * as invitations from '@/lib/invitations/commands'
import { correctInvitation } from '@/lib/invitations/correction'
import { listInvitationGroups } from '@/lib/invitations/queries'
import { revealInvitationLinks } from '@/lib/invitations/reveal-links'
import { action } from '@/lib/operation/action'

export const sendInvitationsAction = action(invitations.sendInvitations)
export const resendInvitationAction = action(invitations.resendInvitation)
export const correctInvitationAction = action(correctInvitation)
export const cancelInvitationAction = action(invitations.cancelInvitation)
export const revealInvitationLinkAction = action(invitations.revealInvitationLink)
export const revealInvitationLinksAction = action(revealInvitationLinks)
export const listInvitationGroupsAction = action(listInvitationGroups)
