import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const passwordResetEvents = defineEvents({
  'password.reset': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ sessionsEnded: z.number() }),
    targets: ['user'],
  }),
  /** `reason`: why no mail was sent. */
  'password_reset.requested': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: z.strictObject({
      reason: z.enum(['unknown_person', 'inactive', 'invited', 'throttled']).optional(),
      email: z.string().optional(),
    }),
    targets: ['user'],
    sentence: ({ reason }, { word }) => ({ reason: reason && word('sign_in_refusal', reason) }),
  }),
  /** By an administrator. */
  'password_reset.sent': defineEvent({
    kind: 'sign-in',
    severity: 'medium',
    facts: noFacts,
    targets: ['user'],
  }),
  'password_reset.viewed': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'password_reset.refused': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof passwordResetEvents> {}
}
