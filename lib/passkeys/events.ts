import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

export const passkeyEvents = defineEvents({
  'passkey.registration_started': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** Its name is its owner's affair. Earlier versions left the fields out. */
  'passkey.renamed': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ fields: z.array(z.enum(['name'])).optional() }),
    targets: ['user'],
    sentence: ({ fields }) => ({ changed: fields?.length !== 0 }),
  }),
  'passkey.verification_started': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof passkeyEvents> {}
}
