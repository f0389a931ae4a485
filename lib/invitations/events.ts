import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { filterFacts, noFacts } from '@/lib/operation/facts'

export const invitationEvents = defineEvents({
  'invitation_form.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
  }),
  'invitations.listed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ filters: filterFacts, shown: z.number() }),
  }),
  'invitation.sent': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ groups: z.array(z.string()), days: z.number() }),
    targets: ['user'],
  }),
  'invitation.resent': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ groups: z.array(z.string()), days: z.number(), bulk: z.string().optional() }),
    targets: ['user'],
  }),
  /** Neither the former name and address nor the new ones: they are a person's. `days`: of the new link, where anything changed. */
  'invitation.corrected': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ fields: z.array(z.enum(['name', 'email'])), days: z.number().optional() }),
    targets: ['user'],
    sentence: ({ fields }, { word, list }) => ({
      fields: list(fields.map(field => word('invitation_field', field))),
    }),
  }),
  'invitation.cancelled': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ groups: z.array(z.string()) }),
    targets: ['user'],
  }),
  'invitation.link_revealed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ groups: z.array(z.string()) }),
    targets: ['user'],
  }),
  'invitation.accepted': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ groups: z.array(z.string()) }),
    targets: ['user'],
  }),
  /** `copied`: who copied the link does not hold what it opens by now. `grown`: it opens more by now than was looked at, and than who sent it holds. */
  'invitation.refused': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: z.strictObject({ because: z.enum(['copied', 'grown']).optional() }),
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof invitationEvents> {}
}
