import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { noFacts } from '@/lib/operation/facts'

/** What ended with a person's access, by kind. */
const endedAccess = z.strictObject({ sessions: z.number(), passwordResets: z.number(), signInCodes: z.number() })
export type EndedAccess = z.output<typeof endedAccess>
export const endedKinds = endedAccess.keyof().options

const deactivation = z.strictObject({
  ended: endedAccess,
  /** Of invitations they had sent; left out where nobody asked for it. */
  invitationsCancelled: z.number().optional(),
  reasonGiven: z.boolean(),
  /** Keys of theirs that nobody active holds any more, but for full access. */
  lastHeld: z.array(z.string()),
  /** From the beginning of the action to just before its commit. */
  tookMs: z.number(),
  /** The bulk act that this was part of. */
  bulk: z.string().optional(),
})
export type Deactivation = z.output<typeof deactivation>

/** The facts of a deactivation, also of one that an earlier version recorded. */
export const deactivationOf = (
  facts: Deactivation | { sessionsEnded: number },
): Omit<Deactivation, 'tookMs'> & { tookMs?: number } =>
  'ended' in facts
    ? facts
    : { ended: { sessions: facts.sessionsEnded, passwordResets: 0, signInCodes: 0 }, reasonGiven: false, lastHeld: [] }

export const userEvents = defineEvents({
  'user.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** Somebody asked whether and why a person may do something. */
  'user.access_explained': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ permission: z.string(), allowed: z.boolean() }),
    targets: ['user'],
    sentence: ({ permission, allowed }) => ({ permission, allowed }),
  }),
  'user.created': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ groups: z.array(z.string()) }),
    targets: ['user'],
  }),
  /** Without the values: a name is a person's, and the log outlives them. */
  'user.updated': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ fields: z.array(z.enum(['name', 'title'])) }),
    targets: ['user'],
    sentence: ({ fields }, { word, list }) => ({ fields: list(fields.map(field => word('user_field', field))) }),
  }),
  /** Earlier versions counted the sessions only. */
  'user.deactivated': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.union([deactivation, z.strictObject({ sessionsEnded: z.number() })]),
    targets: ['user'],
    sentence: (facts, { say, list }) => {
      const { ended, invitationsCancelled = 0 } = deactivationOf(facts)
      const kinds = endedKinds.filter(kind => kind === 'sessions' || ended[kind] > 0)
      return {
        ended: list(kinds.map(kind => say(`ended.${kind}`, { count: ended[kind] }))),
        cancelled: invitationsCancelled,
      }
    },
  }),
  'user.reactivated': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({
      groups: z.array(z.string()),
      /** The bulk act that this was part of. */
      bulk: z.string().optional(),
    }),
    targets: ['user'],
  }),
  'user.deleted': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ groups: z.array(z.string()) }),
    targets: ['user'],
  }),
  'receipt.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof userEvents> {}
}
