import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { filterFacts } from '@/lib/operation/facts'

export const searchEvents = defineEvents({
  /** Also for what was typed on within the minute after it (lib/operation/typed-searches.ts). */
  'search.performed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ filters: filterFacts, shown: z.number() }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof searchEvents> {}
}
