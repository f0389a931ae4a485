import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { changeFacts, noFacts } from '@/lib/operation/facts'

export const profileEvents = defineEvents({
  'access.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'profile.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** Neither the former name nor the new one: both are a person's. Earlier versions left the fields out. */
  'profile.renamed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ fields: z.array(z.enum(['name'])).optional() }),
    targets: ['user'],
    sentence: ({ fields }) => ({ changed: fields?.length !== 0 }),
  }),
  'profile.exported': defineEvent({
    kind: 'read',
    severity: 'low',
    facts: z.strictObject({ events: z.number() }),
    targets: ['user'],
  }),
  'profile.notifications_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ changes: changeFacts }),
    targets: ['user'],
  }),
  'password.changed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ sessionsEnded: z.number() }),
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof profileEvents> {}
}
