import { decodeCursor, pageOf } from '@/db/keyset'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { query } from '@/lib/operation/define'
import './events'
import { listAuditInput } from './input'
import { auditFilterFacts, auditFilterOf } from './list'
import { listAuditEventsOutput } from './output'

const PAGE = 50

export const listAuditEvents = query({
  name: 'audit.list',
  permission: 'audit:read',
  explain: 'Read the audit log.',
  input: listAuditInput,
  output: listAuditEventsOutput,
  http: { method: 'GET', path: '/audit-events' },
  async run({ scope, actor, record }, input) {
    const cursor = decodeCursor(input.cursor)
    const found = await auditEventsIn(scope).list(auditFilterOf(input, actor), PAGE, cursor)
    const { rows, ...neighbours } = pageOf(found, PAGE, cursor)
    record('audit.viewed', { filters: auditFilterFacts(input), shown: rows.length })
    return { events: rows, ...neighbours }
  },
})
