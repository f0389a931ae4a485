import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const dashboardEvents = defineEvents({
  'dashboard.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof dashboardEvents> {}
}
