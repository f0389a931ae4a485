import { z } from 'zod'
import { decodeCursor, pageOf } from '@/db/keyset'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { loggedEventOutput } from '@/lib/kernel/outputs'
import { setReader } from '@/lib/kernel/reader'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { describeEvent } from './describe'
import { listAuditInput } from './input'
import { auditFilterFacts, auditFilterOf, auditTimeZone } from './list'

const { shape } = loggedEventOutput

const exportedEvent = z.object({
  at: shape.at.meta({ title: 'Time' }),
  event: shape.event.meta({ title: 'Event' }),
  sentence: z.string().meta({ title: 'What happened' }),
  kind: shape.kind.meta({ title: 'Kind' }),
  severity: shape.severity.meta({ title: 'Severity' }),
  outcome: shape.outcome.meta({ title: 'Outcome' }),
  actorName: shape.actorName.meta({ title: 'Actor' }),
  actorKind: shape.actorKind.meta({ title: 'Kind of actor' }),
  actorId: shape.actorId.meta({ title: 'Actor ID' }),
  via: shape.via.meta({ title: 'Via' }),
  targetName: shape.targetName.meta({ title: 'Target' }),
  targetType: shape.targetType.meta({ title: 'Kind of target' }),
  targetId: shape.targetId.meta({ title: 'Target ID' }),
  operation: shape.operation.meta({ title: 'Operation' }),
  ip: shape.ip.meta({ title: 'IP address' }),
  userAgent: shape.userAgent.meta({ title: 'User agent' }),
  requestId: shape.requestId.meta({ title: 'Request ID' }),
  data: shape.data.meta({ title: 'Details' }),
  id: shape.id.meta({ title: 'ID' }),
})

/** Refusals name the operation: what each does is known above (lib/registry.ts). */
const unexplained = () => undefined

export const exportAuditEvents = query({
  name: 'audit.export',
  permission: 'audit:read',
  explain: 'Export the audit log as a file.',
  ...listExport({
    list: 'audit',
    input: listAuditInput,
    row: exportedEvent,
    filters: auditFilterFacts,
    async read({ scope, actor }, input, limit) {
      setReader({ timeZone: auditTimeZone(input, actor) })
      const cursor = decodeCursor(input.cursor)
      const found = await auditEventsIn(scope).list(auditFilterOf(input, actor), limit, cursor)
      const { rows, next } = pageOf(found, limit, cursor)
      const described = rows.map(row => {
        const event = { ...row, data: row.data as Record<string, unknown> }
        return { ...event, sentence: describeEvent(event, unexplained) }
      })
      return { rows: described, next }
    },
  }),
})
