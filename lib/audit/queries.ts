import type { z } from 'zod'
import { batch, emptyList, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { eventKinds } from '@/db/schema'
import { redactEmail } from '@/lib/kernel/redact'
import { isUuid } from '@/lib/kernel/uuid'
import { can, type PermissionHolder } from '@/lib/operation/can'
import { query, type RecordEvent } from '@/lib/operation/define'
import './events'
import { listAuditInput, READS_COUNTED } from './input'
import { listAuditEventsOutput, listAuditEventsPageOutput } from './output'

const PAGE = 50
const DAY_MS = 86_400_000

type ListInput = z.output<typeof listAuditInput>

/** Reads are left out where that is asked for, but not of what is asked for by name. */
const hidesReads = ({ id, kind, event, reads }: ListInput): boolean => reads === 'hidden' && !id && !kind && !event

const filterOf = (actor: PermissionHolder, input: ListInput) => {
  const { id, person, kind, event, target, outcome, from, to } = input
  return {
    id,
    events: event && [event],
    kinds: event ? undefined : kind ? [kind] : hidesReads(input) ? eventKinds.filter(one => one !== 'read') : undefined,
    ...(person && (isUuid(person) ? { personId: person } : { person, seesPeople: can(actor, 'users:read') })),
    targetId: target,
    outcome,
    from,
    until: to && new Date(to.getTime() + DAY_MS),
  }
}

type FoundEvent = Awaited<ReturnType<ReturnType<typeof auditEventsIn>['list']>>[number]

/** What programs and the page are told, and the record that they were. */
function eventsSeen(found: FoundEvent[], input: ListInput, record: RecordEvent) {
  const { id, person, kind, event, target, outcome, from, to } = input
  const { rows, ...neighbours } = pageOf(found, PAGE, decodeCursor(input.cursor))
  const asked = {
    id,
    person: person && !isUuid(person) ? redactEmail(person) : person,
    kind,
    event,
    target,
    outcome,
    from: from?.toISOString().slice(0, 10),
    to: to?.toISOString().slice(0, 10),
  }
  const filters = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]))
  record('audit.viewed', { filters: Object.fromEntries(filters), shown: rows.length })
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
    const cursor = decodeCursor(input.cursor)
    return eventsSeen(await auditEventsIn(scope).list(filterOf(actor, input), PAGE, cursor), input, record)
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
    const hidden = hidesReads(input)
    const counts = hidden && !input.person && !input.target
    const { found, reads } = await batch(scope.tx, {
      found: jsonList(auditEventsIn(scope).list(filterOf(actor, input), PAGE, decodeCursor(input.cursor))),
      reads: counts
        ? jsonList(auditEventsIn(scope).count({ ...filterOf(actor, input), kinds: ['read'] }, READS_COUNTED + 1))
        : emptyList<{ count: number }>(),
    })
    return { ...eventsSeen(found, input, record), readsHidden: hidden, reads: reads[0]?.count }
  },
})
