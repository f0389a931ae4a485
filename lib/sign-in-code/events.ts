import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { signInRefusal } from '@/lib/sessions/events'

export const signInCodeEvents = defineEvents({
  /** `reason`: none was sent. `email`: of nobody. */
  'sign_in_code.requested': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: z.strictObject({ reason: signInRefusal.optional(), email: z.string().optional() }),
    targets: ['user'],
    sentence: ({ reason }, { word }) => ({ reason: reason && word('sign_in_refusal', reason) }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof signInCodeEvents> {}
}
