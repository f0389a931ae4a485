import { z } from 'zod'
import { sessionMethods } from '@/db/schema'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'

/** What a second factor is. */
const factorKinds = ['app', 'passkey'] as const
export const factorKind = z.enum(factorKinds)
export type FactorKind = z.output<typeof factorKind>

/** What was shown as a second factor. */
export const factorProof = z.enum([...factorKinds, 'recovery_code'])
export type FactorProof = z.output<typeof factorProof>

/** Why somebody was not let in, which only the log is told. `method_off`: the company does not sign in this way. */
export const signInRefusal = z.enum([
  'unknown_person',
  'wrong_password',
  'inactive',
  'invited',
  'throttled',
  'method_off',
  'unknown_passkey',
  'wrong_passkey',
  'cloned_passkey',
  'no_code',
  'wrong_code',
])

const method = z.enum(sessionMethods)

export const sessionEvents = defineEvents({
  /** `factor`: what was shown besides. */
  'session.started': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: z.strictObject({ method, factor: factorProof.optional() }),
    targets: ['session'],
    sentence: ({ factor }, { word }) => ({ factor: factor && word('proof', factor) }),
  }),
  /** The password was right; the second factor is still to come. */
  'session.second_factor_pending': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: z.strictObject({ method }),
    targets: ['session'],
  }),
  /** `email`: of nobody. */
  'session.refused': defineEvent({
    kind: 'sign-in',
    severity: 'medium',
    facts: z.strictObject({ reason: signInRefusal, email: z.string().optional() }),
    targets: ['user'],
    sentence: ({ reason }, { word }) => ({ reason: word('sign_in_refusal', reason) }),
  }),
  /** `own`: another session of one's own. `replaced`: by signing in again in the same browser. */
  'session.ended': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: z.strictObject({ sessionId: z.string(), own: z.boolean().optional(), replaced: z.boolean().optional() }),
    targets: ['user', 'session'],
    sentence: ({ own }, { self, person }) => ({ ended: own || self ? 'own' : person ? 'person' : 'here' }),
  }),
  'sessions.ended': defineEvent({
    kind: 'sign-in',
    severity: 'low',
    facts: z.strictObject({ count: z.number() }),
    targets: ['user'],
    sentence: (_, { self, person }) => ({ of: person && !self ? 'person' : 'own' }),
  }),
  /** Proved once more who they are. */
  'session.stepped_up': defineEvent({
    kind: 'sign-in',
    severity: 'informational',
    facts: z.strictObject({ by: z.enum(['password', ...factorProof.options]) }),
    targets: ['session'],
    sentence: ({ by }, { word }) => ({ by: word('proof', by) }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof sessionEvents> {}
}
