import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { filterFacts } from '@/lib/operation/facts'

export const auditEventDefinitions = defineEvents({
  'audit.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ filters: filterFacts, shown: z.number() }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof auditEventDefinitions> {}
}
