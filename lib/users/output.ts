import { z } from 'zod'
import { holdingSources } from '@/db/schema'
import { openChangeOutput } from '@/lib/email-change/output'
import { invitationOutput, shownInvitationOutput } from '@/lib/invitations/output'
import {
  accountOutput,
  grantedPermissionOutput,
  loggedEventOutput,
  liveSessionOutput,
  namedOutput,
} from '@/lib/kernel/outputs'
import { listPreferencesOutput } from '@/lib/operation/list-preferences'

const endedOutput = z.object({ sessions: z.number(), passwordResets: z.number(), signInCodes: z.number() })

export const deactivateUserOutput = z.object({
  ended: endedOutput,
  /** Of invitations they had sent; left out where nobody asked for it. */
  invitationsCancelled: z.number().optional(),
  reasonGiven: z.boolean(),
  /** Keys of theirs that nobody active holds any more, but for full access. */
  lastHeld: z.array(z.string()),
  /** From the beginning of the action to just before its commit. */
  tookMs: z.number(),
  /** The bulk act that this was part of. */
  bulk: z.string().optional(),
})

export const endUserSessionsOutput = z.object({ count: z.number() })

export const listUsersOutput = z.object({
  /** Cursors of the neighbouring pages, where there are any. */
  previous: z.string().optional(),
  next: z.string().optional(),
  users: z.array(accountOutput.omit({ deactivationReason: true }).extend({ groups: z.array(namedOutput) })),
})

export const listUsersPageOutput = listUsersOutput.extend({
  /** The one that the list is narrowed to. */
  group: namedOutput.optional(),
  /** How many match, counted to 10,001; left out where counting would take long. */
  total: z.number().optional(),
  ...listPreferencesOutput('users'),
})

export const viewUserOutput = z.object({
  user: accountOutput,
  /** The one that they have not accepted yet. */
  invitation: invitationOutput.optional(),
  groups: z.array(namedOutput),
  permissions: z.array(grantedPermissionOutput),
  sessions: z.array(liveSessionOutput),
  secondFactor: z.object({
    appSince: z.date().nullable(),
    appUsedAt: z.date().nullable(),
    passkeys: z.number(),
    codesLeft: z.number(),
  }),
})

const groupGivingOutput = namedOutput.extend({
  /** What it grants, the first hundred. */
  keys: z.array(z.string()),
})

/** How somebody holds a permission: through a group, and what it grants that allows it, such as `users:*`. */
const wayOutput = namedOutput.extend({
  grant: z.string(),
  /** The rest is for who may see groups. */
  grantedAt: z.date().optional(),
  addedAt: z.date().optional(),
  addedVia: z.enum(holdingSources).optional(),
  /** Of an imported file. */
  line: z.number().optional(),
  /** When it ends by itself. */
  until: z.date().optional(),
})

export const explainAccessOutput = z.object({
  user: accountOutput.pick({ id: true, name: true, status: true }),
  permission: z.string(),
  /** Whether the company's catalogue has it: only wildcards include another. */
  inCatalogue: z.boolean(),
  /** Whether they may do it: they are active and hold it. */
  allowed: z.boolean(),
  /** The first hundred; of who is not active, what they would have. */
  ways: z.array(wayOutput),
  /** Where they do not hold it, for who may see groups: the first that would give it. */
  groups: z.array(groupGivingOutput).optional(),
})

/** Before a permission is asked about there is no answer. */
export const explainAccessPageOutput = explainAccessOutput.partial().extend({
  user: explainAccessOutput.shape.user,
  /** Why the reader may not add them. */
  groups: z.array(groupGivingOutput.extend({ hindrance: z.string().optional() })).optional(),
  /** There are others. */
  moreGroups: z.boolean(),
  /** Names of people who can add them to any group. */
  helpers: z.array(z.string()),
  /** To choose from: keys of the catalogue. */
  keys: z.array(z.string()),
})

export const viewUserPageOutput = viewUserOutput.extend({
  invitation: shownInvitationOutput.optional(),
  /** Whether signing in is held back after failures; without an end where `until` is null. */
  wait: z.object({ until: z.date().nullable(), failures: z.number() }).optional(),
  /**
   * For who may change groups: the first of all and those of the person, each with why the reader may not give it, or take it away
   * where the person has it; and how many there are, counted to 10,001.
   */
  groupOptions: z.array(z.object({ id: z.string(), name: z.string(), hindrance: z.string().optional() })),
  groupTotal: z.number(),
  /** Why the reader may not take from this person, or open ways in for them, and whom to ask. */
  hindrances: z.object({ take: z.string().optional(), give: z.string().optional() }),
  /** For who may change addresses: what waits for the proof of the new mailbox, and until when an objection holds changes. */
  emailChange: openChangeOutput.optional(),
  emailHeldUntil: z.date().nullable().optional(),
  requirement: z.object({
    hasFactor: z.boolean(),
    groupDeadline: z.date().nullable(),
    exemptUntil: z.date().nullable(),
    reason: z.string().nullable(),
    /** Of the groups that ask for it. */
    groups: z.array(z.string()),
  }),
  activity: z.array(loggedEventOutput).optional(),
  /** Whether there is a receipt of a deactivation. */
  hasReceipt: z.boolean(),
})

export const editUserOutput = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    status: z.enum(['invited', 'active', 'inactive']),
    version: z.number(),
  }),
  hindrance: z.string().optional(),
})

export const previewDeactivationOutput = z.object({
  user: z.object({ id: z.string(), name: z.string(), status: z.enum(['invited', 'active', 'inactive']) }),
  groups: z.array(namedOutput),
  sessions: z.number(),
  /** That they sent and nobody accepted. */
  invitations: z.number(),
  /** Keys that nobody active would hold any more, but for full access. */
  lastHeld: z.array(z.string()),
})

export const previewDeactivationPageOutput = previewDeactivationOutput.extend({
  /** Why the reader may not do it, and whom to ask. */
  hindrance: z.string().optional(),
})

export const viewReceiptOutput = z.object({
  userId: z.string(),
  receipt: z.object({
    /** Today's name; a deleted person has none. */
    person: z.string().nullable(),
    email: z.string().optional(),
    /** Who did it, likewise. */
    by: z.string().nullable(),
    at: z.date(),
    /** How much of each kind of access ended. */
    ended: endedOutput,
    /** Left out where nobody asked for it. */
    invitationsCancelled: z.number().optional(),
    reasonGiven: z.boolean(),
    /** Kept with the person, not with the event, and only until they are reactivated or deleted. */
    reason: z.string().optional(),
    /** Keys of theirs that nobody active held any more, but for full access. */
    lastHeld: z.array(z.string()),
    tookMs: z.number().optional(),
  }),
  status: z.enum(['invited', 'active', 'inactive']).optional(),
})

export const editEmailOutput = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    status: z.enum(['invited', 'active', 'inactive']),
    version: z.number(),
  }),
  /** It is the reader's own account. */
  own: z.boolean(),
  open: openChangeOutput.optional(),
  /** Nobody but an administrator changes the address until then. */
  heldUntil: z.date().nullable().optional(),
  /** Why the reader may not, and whom to ask. */
  hindrance: z.string().optional(),
})
