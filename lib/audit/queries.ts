import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { redactEmail } from '@/lib/kernel/redact'
import { isUuid } from '@/lib/kernel/uuid'
import { can } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import './events'
import { listAuditInput } from './input'
import { listAuditEventsOutput } from './output'

const PAGE = 50
const DAY_MS = 86_400_000

export const listAuditEvents = query({
  name: 'audit.list',
  permission: 'audit:read',
  explain: 'Read the audit log.',
  input: listAuditInput,
  output: listAuditEventsOutput,
  http: { method: 'GET', path: '/audit-events' },
  async run(
    { scope, actor, record },
    { id, person, kind, event, target, outcome, from, to, cursor: marker, limit = PAGE },
  ) {
    const cursor = decodeCursor(marker)
    const filter = {
      id,
      events: event && [event],
      kinds: kind && !event ? [kind] : undefined,
      ...(person && (isUuid(person) ? { personId: person } : { person, seesPeople: can(actor, 'users:read') })),
      targetId: target,
      outcome,
      from,
      until: to && new Date(to.getTime() + DAY_MS),
    }
    const { found, total } = await batch(scope.tx, {
      found: jsonList(auditEventsIn(scope).list(filter, limit, cursor)),
      total: auditEventsIn(scope).total(filter),
    })
    const { rows, ...neighbours } = pageOf(found, limit, cursor)
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
    return { events: rows, ...neighbours, total: total ?? undefined }
  },
})
