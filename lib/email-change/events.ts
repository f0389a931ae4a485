import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

/** No address in any of them: an address is a person's, and the log outlives them. */
export const emailChangeEvents = defineEvents({
  /** `again`: the link was sent once more. */
  'email_change.requested': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ again: z.literal(true).optional() }),
    targets: ['user'],
  }),
  'email_change.cancelled': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: noFacts,
    targets: ['user'],
  }),
  'email_change.viewed': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'email_change.completed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ sessionsEnded: z.number() }),
    targets: ['user'],
  }),
  /** `taken`: somebody else in the company has the new address. */
  'email_change.refused': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: z.strictObject({ because: z.literal('taken').optional() }),
    targets: ['user'],
  }),
  /** By an administrator, since the former mailbox was gone. */
  'email_change.replaced': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ reason: z.string(), sessionsEnded: z.number() }),
    targets: ['user'],
    sentence: ({ reason }, { quote }) => ({ reason: quote(reason) }),
  }),
  'email_objection.viewed': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** `restored`: the change was in effect, and the former address is back. */
  'email_change.objected': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ restored: z.boolean(), sessionsEnded: z.number(), days: z.number() }),
    targets: ['user'],
  }),
  'email_objection.refused': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: noFacts,
    targets: ['user'],
  }),
  'email_hold.lifted': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof emailChangeEvents> {}
}
