import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'

export const throttlingEvents = defineEvents({
  /** `already`: nothing was held back. `address`: of where people come from, in place of a person. */
  'throttle.lifted': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ already: z.boolean().optional(), address: z.string().optional() }),
    targets: ['user', 'company'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof throttlingEvents> {}
}
