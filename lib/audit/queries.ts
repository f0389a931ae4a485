import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { setReader } from '@/lib/kernel/reader'
import { query, type Context } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import './events'
import { listAuditInput } from './input'
import { auditFilterFacts, auditFilterOf, auditTimeZone, hidesReads, type ListAuditInput } from './list'
import { listAuditEventsOutput, listAuditEventsPageOutput } from './output'

const PAGE = 50

const sizeOf = ({ limit = PAGE }: ListAuditInput): number => limit

type FoundEvent = Awaited<ReturnType<ReturnType<typeof auditEventsIn>['list']>>[number]

/** What programs and the page are told, and the record that they were. */
function eventsSeen(found: FoundEvent[], input: ListAuditInput, { actor, record }: Pick<Context, 'actor' | 'record'>) {
  const { rows, ...neighbours } = pageOf(found, sizeOf(input), decodeCursor(input.cursor))
  record('audit.viewed', { filters: auditFilterFacts(input, actor), shown: rows.length })
  return { events: rows, ...neighbours }
}

export const listAuditEvents = query({
  name: 'audit.list',
  permission: 'audit:read',
  explain: 'Read the audit log.',
  input: listAuditInput,
  output: listAuditEventsOutput,
  http: { method: 'GET', path: '/audit-events' },
  async run({ scope, actor, record }, input) {
    const filter = auditFilterOf(input, actor)
    const { found, total } = await batch(scope.tx, {
      found: jsonList(auditEventsIn(scope).list(filter, sizeOf(input), decodeCursor(input.cursor))),
      total: auditEventsIn(scope).total(filter),
    })
    return { ...eventsSeen(found, input, { actor, record }), total: total ?? undefined }
  },
})

export const listAuditEventsPage = query({
  name: 'audit.listPage',
  permission: 'audit:read',
  explain: 'Read the audit log.',
  input: listAuditInput,
  output: listAuditEventsPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, asked) {
    // The log opens on what happened; reads are shown to who asks for them.
    const input = { ...asked, reads: asked.reads ?? ('hidden' as const) }
    const filter = auditFilterOf(input, actor)
    const hidden = hidesReads(input)
    const timeZone = auditTimeZone(input, actor)
    setReader({ timeZone })
    const { found, reads, total, preferences } = await batch(scope.tx, {
      found: jsonList(auditEventsIn(scope).list(filter, sizeOf(input), decodeCursor(input.cursor))),
      reads: auditEventsIn(scope).total(hidden ? { ...filter, kinds: ['read'] } : undefined),
      total: auditEventsIn(scope).total(filter),
      preferences: listPreferencesFor(scope, actor.userId, 'audit-log'),
    })
    return {
      ...eventsSeen(found, input, { actor, record }),
      views: listPreferencesSeen('audit-log', preferences).views,
      timeZone,
      ownTimeZone: actor.timeZone,
      readsHidden: hidden,
      reads: reads ?? undefined,
      total: total ?? undefined,
    }
  },
})
