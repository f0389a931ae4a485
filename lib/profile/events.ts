import { z } from 'zod'
import { languageName } from '@/lib/kernel/language'
import { listNames, type ListName } from '@/lib/kernel/list-columns'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { changeFacts, noFacts } from '@/lib/operation/facts'

/** A list in the middle of a sentence: "a view of the list of emails". */
const listWords: Record<ListName, string> = {
  users: 'users',
  groups: 'groups',
  invitations: 'invitations',
  permissions: 'permissions',
  mail: 'emails',
  imports: 'imports',
  'audit-log': 'audit events',
}

export const profileEvents = defineEvents({
  'access.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  'profile.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: noFacts,
    targets: ['user'],
  }),
  /** Neither the former name nor the new one: both are a person's. Earlier versions left the fields out. */
  'profile.renamed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ fields: z.array(z.enum(['name'])).optional() }),
    targets: ['user'],
    sentence: ({ fields }) => ({ changed: fields?.length !== 0 }),
  }),
  'profile.exported': defineEvent({
    kind: 'read',
    severity: 'low',
    facts: z.strictObject({ events: z.number() }),
    targets: ['user'],
  }),
  /** Left out: that of the browser. */
  'profile.time_zone_chosen': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ timeZone: z.strictObject({ from: z.string().optional(), to: z.string().optional() }) }),
    targets: ['user'],
    sentence: ({ timeZone: { from, to } }) => ({ to, has_to: to !== undefined, changed: from !== to }),
  }),
  /** Left out: the company's. */
  'profile.language_chosen': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ language: z.strictObject({ from: z.string().optional(), to: z.string().optional() }) }),
    targets: ['user'],
    sentence: ({ language: { from, to } }) => ({
      to: to && languageName(to),
      has_to: to !== undefined,
      changed: from !== to,
    }),
  }),
  'profile.notifications_changed': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ changes: changeFacts }),
    targets: ['user'],
  }),
  'profile.columns_chosen': defineEvent({
    kind: 'change',
    severity: 'informational',
    /** Null: those that everybody sees. */
    facts: z.strictObject({ list: z.enum(listNames), columns: z.array(z.string()).nullable() }),
    targets: ['user'],
    sentence: ({ list, columns }) => ({ list: listWords[list], chosen: columns !== null }),
  }),
  /** Neither its name nor what it searches for: both may be about people. */
  'profile.view_saved': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ list: z.enum(listNames), view: z.string(), fresh: z.boolean() }),
    targets: ['user'],
    sentence: ({ list, fresh }) => ({ list: listWords[list], fresh }),
  }),
  'profile.view_deleted': defineEvent({
    kind: 'change',
    severity: 'informational',
    facts: z.strictObject({ list: z.enum(listNames), view: z.string() }),
    targets: ['user'],
    sentence: ({ list }) => ({ list: listWords[list] }),
  }),
  'password.changed': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ sessionsEnded: z.number() }),
    targets: ['user'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof profileEvents> {}
}
