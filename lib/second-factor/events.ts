import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'
import { factorKind, factorProof } from '@/lib/sessions/events'

export const secondFactorEvents = defineEvents({
  'step_up_methods.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'second_factor.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'second_factor.enrolment_started': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** `replaced`: in place of a former one of the kind. */
  'second_factor.added': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ kind: factorKind, replaced: z.boolean().optional() }),
    targets: ['user'],
    sentence: ({ kind }, { word }) => ({ kind: word('factor', kind) }),
  }),
  'second_factor.removed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ kind: factorKind }),
    targets: ['user'],
    sentence: ({ kind }, { word }) => ({ kind: word('factor', kind) }),
  }),
  /** By an administrator. */
  'second_factor.reset': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ sessionsEnded: z.number() }),
    targets: ['user'],
  }),
  'second_factor.verified': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: z.strictObject({ by: factorProof }),
    targets: ['user'],
    sentence: ({ by }, { word }) => ({ by: word('proof', by) }),
  }),
  'recovery_codes.generated': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: noFacts,
    targets: ['user'],
  }),
  'recovery_code.used': defineEvent({
    kind: 'sign-in',
    severity: 'medium',
    facts: z.strictObject({ left: z.number() }),
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof secondFactorEvents> {}
}
