import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

const ofOneself = { kind: 'change', severity: 'informational', facts: noFacts, targets: ['user'] } as const

export const dashboardEvents = defineEvents({
  'dashboard.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
  }),
  'first_steps.hidden': defineEvent(ofOneself),
  'first_steps.shown': defineEvent(ofOneself),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof dashboardEvents> {}
}
