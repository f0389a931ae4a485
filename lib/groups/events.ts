import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { changeFacts, filterFacts, namedFact, noFacts } from '@/lib/operation/facts'
import { createGroupInput } from './input'

export const groupEvents = defineEvents({
  /** Here because whom to add to a group is looked for there too, and groups know nothing of what stands on them. */
  'users.listed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ filters: filterFacts, shown: z.number() }),
  }),
  'groups.listed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ shown: z.number() }),
  }),
  'group.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    /** `filters`: what was looked for among its members. */
    facts: z.strictObject({ group: namedFact, filters: filterFacts.optional() }),
    targets: ['group'],
  }),
  'group_form.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
  }),
  'group.created': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: createGroupInput.omit({ name: true }).extend({ group: namedFact }),
    targets: ['group'],
  }),
  'group.updated': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ group: namedFact, changes: changeFacts }),
    targets: ['group'],
  }),
  'group.deleted': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ group: namedFact, members: z.number(), permissions: z.array(z.string()) }),
    targets: ['group'],
  }),
  /** `already`: it was so before, and nothing changed. */
  'group.member_added': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ group: namedFact, already: z.boolean().optional(), bulk: z.string().optional() }),
    targets: ['user'],
  }),
  'group.member_removed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ group: namedFact, already: z.boolean().optional(), bulk: z.string().optional() }),
    targets: ['user'],
  }),
  'group.permissions_changed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ group: namedFact, granted: z.array(z.string()), revoked: z.array(z.string()) }),
    targets: ['group'],
  }),
  'group.second_factor_changed': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ group: namedFact, from: z.string(), to: z.string() }),
    targets: ['group'],
    sentence: ({ from, to }) => ({ changed: from !== to }),
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof groupEvents> {}
}
