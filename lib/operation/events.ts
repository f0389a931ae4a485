import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from './event'

export const operationEvents = defineEvents({
  'operation.refused': defineEvent({
    kind: 'refusal',
    severity: 'medium',
    facts: z.strictObject({ code: z.string(), permission: z.string().optional() }),
    sentence: ({ code }, { word }) => ({ code: word('refusal', code) }),
  }),
})

declare module './register' {
  interface RecordableEvents extends DefinedEvents<typeof operationEvents> {}
}
