import { sql, type SQL } from 'drizzle-orm'
import { auditEvents } from './schema'
import { nameOfUser } from './user-columns'

const actors = sql.identifier('actors')
const targets = sql.identifier('targets')

/** Columns of an event with the names its people have today; null where the person is deleted. See `namesOfEvent`. */
export const auditEventColumns = {
  id: auditEvents.id,
  at: auditEvents.at,
  event: auditEvents.event,
  kind: auditEvents.kind,
  severity: auditEvents.severity,
  outcome: auditEvents.outcome,
  actorKind: auditEvents.actorKind,
  actorId: auditEvents.actorId,
  via: auditEvents.via,
  actorName: sql<string | null>`${actors}.name`.as('actor_name'),
  targetType: auditEvents.targetType,
  targetId: auditEvents.targetId,
  targetName: sql<string | null>`${targets}.name`.as('target_name'),
  data: auditEvents.data,
  operation: auditEvents.operation,
  requestId: auditEvents.requestId,
  ip: auditEvents.ip,
  userAgent: auditEvents.userAgent,
}

/** What the names among these columns come from, to join laterally to rows of `audit_events`. */
export const namesOfEvent = (companyId: string): { actors: SQL; targets: SQL } => ({
  actors: sql`${nameOfUser(companyId, auditEvents.actorId)} ${actors}`,
  targets: sql`${nameOfUser(companyId, auditEvents.targetId)} ${targets}`,
})
