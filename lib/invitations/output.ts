import { z } from 'zod'
import { assignableGroupOutput, listAssignableGroupsOutput } from '@/lib/groups/output'
import { namedOutput } from '@/lib/kernel/outputs'
import { passwordPolicy } from '@/lib/kernel/security-settings'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'

/** An invitation, and what became of its email. */
export const invitationOutput = z.object({
  id: z.string(),
  email: z.string(),
  userId: z.string().nullable(),
  name: z.string().nullable(),
  status: z.enum(['accepted', 'pending', 'expired', 'cancelled']),
  message: z.string(),
  createdAt: z.date(),
  sentAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
  cancelledAt: z.date().nullable(),
  inviterId: z.string().nullable(),
  inviterName: z.string().nullable(),
  mailState: z.enum(['queued', 'failed', 'sending', 'delayed', 'sent', 'off']).nullable(),
  mailAgainAt: z.date().nullable(),
  groups: z.array(namedOutput),
})

/** The same as pages show it. */
export const shownInvitationOutput = invitationOutput.extend({
  /** Of an open one: its groups grant more than its reader has, and more of Console's own. */
  opensMore: z.boolean(),
  opensMoreOfConsole: z.boolean(),
  /** What the mail server said, or what went wrong, in a sentence. */
  mailWords: z.string().nullable(),
})

export const sendInvitationsOutput = z.object({
  invited: z.array(z.object({ email: z.string(), userId: z.string(), invitationId: z.string() })),
  taken: z.array(
    z.object({
      email: z.string(),
      status: z.enum(['invited', 'active', 'inactive']),
      /** Of the open invitation, to be sent again. */
      invitationId: z.string().optional(),
      /** For those who may see people. */
      userId: z.string().optional(),
    }),
  ),
  days: z.number(),
})

export const resendInvitationOutput = z.object({ days: z.number() })

export const correctInvitationOutput = z.object({ version: z.number(), days: z.number().optional() })

export const editInvitationOutput = z.object({
  invitation: z.object({ id: z.string(), email: z.string(), status: z.enum(['pending', 'expired']) }),
  person: z.object({ id: z.string(), name: z.string(), version: z.number() }),
  /** Why the reader may not correct it, and whom to ask. */
  hindrance: z.string().optional(),
})

export const revealInvitationLinkOutput = z.object({ url: z.string(), expiresAt: z.date(), email: z.string() })

export const revealInvitationLinksOutput = z.object({ links: z.array(revealInvitationLinkOutput) })

/** All that a group grants, to be sent along: what is handed out is what was looked at. */
const reviewedGrants = { grants: z.array(z.string()) }

export const newInvitationOutput = z.object({
  /** The first of all. */
  groups: z.array(assignableGroupOutput.pick({ id: true, name: true, hindrance: true }).extend(reviewedGrants)),
  /** How many there are, counted to 10,001. */
  groupTotal: z.number(),
  days: z.number(),
})

export const listInvitationGroupsOutput = listAssignableGroupsOutput.extend({
  groups: z.array(assignableGroupOutput.extend(reviewedGrants)),
})

export const listInvitationsOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  invitations: z.array(invitationOutput),
})

export const listInvitationsPageOutput = listInvitationsOutput.extend({
  invitations: z.array(shownInvitationOutput),
  /** Who can do what the reader may not. */
  helpers: z.array(z.string()),
  /** How many there are on all pages, counted to 10,001. */
  total: z.number(),
  ...listPreferencesOutput('invitations'),
})

export const openInvitationOutput = z
  .object({
    policy: passwordPolicy,
    email: z.string(),
    name: z.string(),
    expiresAt: z.date(),
    companyName: z.string(),
    inviterName: z.string().nullable(),
  })
  .optional()
