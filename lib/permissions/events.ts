import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from '@/lib/operation/event'
import { changeFacts, filterFacts } from '@/lib/operation/facts'

export const permissionEvents = defineEvents({
  'permissions.listed': defineEvent({
    kind: 'read',
    severity: 'informational',
    facts: z.strictObject({ shown: z.number() }),
  }),
  'permission.viewed': defineEvent({
    kind: 'read',
    severity: 'informational',
    /** `shown`: how many people were named who have it; `filters`: what was looked for among them. */
    facts: z.strictObject({
      permission: z.string(),
      shown: z.number().optional(),
      filters: filterFacts.optional(),
    }),
    targets: ['permission'],
  }),
  'permission.created': defineEvent({
    kind: 'change',
    severity: 'low',
    facts: z.strictObject({ permission: z.string(), description: z.string() }),
    targets: ['permission'],
  }),
  'permission.updated': defineEvent({
    kind: 'change',
    severity: 'medium',
    facts: z.strictObject({ permission: z.string(), changes: changeFacts }),
    targets: ['permission'],
  }),
  'permission.deleted': defineEvent({
    kind: 'change',
    severity: 'high',
    facts: z.strictObject({ permission: z.string(), groups: z.array(z.string()), people: z.number() }),
    targets: ['permission'],
  }),
})

declare module '@/lib/operation/register' {
  interface RecordableEvents extends DefinedEvents<typeof permissionEvents> {}
}
