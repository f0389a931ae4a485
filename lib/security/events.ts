import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { changeFacts, noFacts } from '@/lib/operation/facts'

export const securityEvents = defineEvents({
  'security.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['company'],
  }),
  'security_preview.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ changes: changeFacts }),
    targets: ['company'],
  }),
  /** `trialUntil`: it goes back by itself then, unless somebody keeps it. */
  'security.changed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ changes: changeFacts, trialUntil: z.string().optional() }),
    targets: ['company'],
  }),
  'security.confirmed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ changes: changeFacts }),
    targets: ['company'],
  }),
  'security.reverted': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ by: z.enum(['time', 'person']), changes: changeFacts }),
    targets: ['company'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof securityEvents> {}
}
