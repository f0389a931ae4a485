import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const exemptionEvents = defineEvents({
  'exemption.granted': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ reason: z.string(), lastDay: z.string() }),
    targets: ['user'],
    sentence: ({ reason }, { quote }) => ({ reason: quote(reason) }),
  }),
  'exemption.ended': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof exemptionEvents> {}
}
