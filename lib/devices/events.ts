import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const deviceEvents = defineEvents({
  'device.trusted': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ until: z.string() }),
    targets: ['user'],
    sentence: ({ until }) => ({ until: until.slice(0, 10) }),
  }),
  'device.forgotten': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof deviceEvents> {}
}
