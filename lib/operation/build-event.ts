import { v7 as uuidv7 } from 'uuid'
import type { NewAuditEvent } from '@/db/repositories/audit-events'
import type { FoldedEvent, NewFoldedEvent } from '@/db/repositories/folded-events'
import { eventDefinition } from './event'
import type { Principal } from './principal'
import type { EventFacts, EventName, RecordedTarget } from './register'

/** Where an event comes from. */
interface EventOrigin {
  actor: Principal
  operation: string
  outcome?: 'succeeded' | 'refused'
  /** Where no request was made, the event is its own. */
  request?: { requestId?: string; ip?: string | null; userAgent?: string | null }
  /** Left out: now. */
  at?: Date
}

/**
 * The row of an event; every one is made here. Its facts are what the definition declares and nothing besides.
 * @throws Error for an event that is not defined here, ZodError for facts that are not its own
 */
export function buildEvent<E extends EventName>(
  event: E,
  facts: EventFacts<E>,
  { actor, operation, outcome = 'succeeded', request, at, target }: EventOrigin & { target?: RecordedTarget<E> },
): NewAuditEvent {
  const definition = eventDefinition(event)
  if (target && !definition.targets.includes(target.type))
    throw new Error(`The event ${event} is not about a ${target.type}.`)
  const id = at ? uuidv7({ msecs: at.getTime() }) : uuidv7()
  return {
    id,
    ...(at && { at }),
    event,
    kind: definition.kind,
    severity: definition.severity,
    outcome,
    data: definition.facts.parse(facts) as Record<string, unknown>,
    targetType: target?.type,
    targetId: target?.id,
    actorKind: actor.kind,
    actorId: actor.kind === 'user' ? actor.id : null,
    via: actor.via,
    operation,
    requestId: request?.requestId ?? id,
    ip: request?.ip,
    userAgent: request?.userAgent,
  }
}

/** What of an event is kept while others like it are counted with it. */
export const foldedOf = (
  { event, kind, severity, operation, outcome, data = {}, targetId, ip }: NewAuditEvent,
  key: string,
): Omit<NewFoldedEvent, 'id'> => ({ key, event, kind, severity, operation, outcome, data, targetId, ip })

/** The one event that many became, of what was kept of them. */
export const unfoldEvent = ({
  id,
  event,
  kind,
  severity,
  operation,
  outcome,
  data,
  targetId,
  ip,
  count,
  firstAt,
  lastAt,
}: FoldedEvent): NewAuditEvent => ({
  id: uuidv7(),
  event,
  kind,
  severity,
  operation,
  outcome,
  actorKind: 'anonymous',
  via: 'public',
  data: { ...data, times: count, since: firstAt.toISOString(), until: lastAt.toISOString() },
  targetType: targetId ? 'user' : undefined,
  targetId,
  ip,
  requestId: id,
})
