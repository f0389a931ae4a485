import { z } from 'zod'
import { defineEvent, defineEvents, type DefinedEvents } from './event'
import { filterFacts } from './facts'

/** Lists that can be exported. */
const exportedLists = [
  'users',
  'audit',
  'groups',
  'members',
  'permissions',
  'holders',
  'invitations',
  'import_rows',
  'mail',
  'sessions',
] as const

export const operationEvents = defineEvents({
  'operation.refused': defineEvent({
    kind: 'refusal',
    severity: 'medium',
    facts: z.strictObject({ code: z.string(), permission: z.string().optional() }),
    sentence: ({ code }, { word }) => ({ code: word('refusal', code) }),
  }),
  /** As it begins, and where that takes more than one part, once more with how many rows it had in the end. */
  'list.exported': defineEvent({
    kind: 'read',
    severity: 'medium',
    facts: z.strictObject({
      list: z.enum(exportedLists),
      format: z.enum(['csv', 'jsonl']),
      filters: filterFacts,
      rows: z.number().optional(),
    }),
    // Whose list it is, where it is about one thing.
    targets: ['user', 'permission', 'import'],
    sentence: ({ list, format }, { word }) => ({
      list: word('exported_list', list),
      format: word('export_format', format),
    }),
  }),
})

declare module './register' {
  interface RecordableEvents extends DefinedEvents<typeof operationEvents> {}
}
