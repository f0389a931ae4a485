import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { filterFacts, noFacts } from '@/lib/operation/facts'

export const mailEvents = defineEvents({
  'mail.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ filters: filterFacts, shown: z.number() }),
  }),
  'mail.test_sent': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: noFacts,
    targets: ['company', 'user'],
  }),
  /** `mail`: what kind it is. */
  'mail.retried': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ mail: z.string() }),
    targets: ['user', 'company'],
    sentence: ({ mail }) => ({ mail: mail.toLowerCase() }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof mailEvents> {}
}
