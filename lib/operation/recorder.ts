import { auditEventsIn, type NewAuditEvent } from '@/db/repositories/audit-events'
import type { NewFoldedEvent } from '@/db/repositories/folded-events'
import { inCompany, type CompanyScope } from '@/db/scope'
import { ForbiddenError, type AppError } from '@/lib/kernel/errors'
import { buildEvent, foldedOf } from './build-event'
import type { RecordEvent, RequestFacts } from './define'
import './events'
import { publicPrincipal, type Principal } from './principal'

/** Collects what an operation records, to be written with what it does. */
export function recorder(operation: string, request: RequestFacts, principal: Principal) {
  const events: NewAuditEvent[] = []
  const folded: Omit<NewFoldedEvent, 'id'>[] = []
  const record: RecordEvent = (event, data, { target, outcome = 'succeeded', actorId, fold: key } = {}) => {
    const actor = actorId ? publicPrincipal(actorId) : principal
    const row = buildEvent(event, data, { target, outcome, actor, operation, request })
    if (key !== undefined) folded.push(foldedOf(row, `${operation} ${event} ${key}`))
    else events.push(row)
  }
  return { record, events, folded }
}

/** @throws Error for an operation that recorded nothing */
export async function recordEvents(scope: CompanyScope, operation: string, events: NewAuditEvent[]): Promise<void> {
  if (!events.length)
    throw new Error(`${operation} left no audit event: an action that is not recorded does not happen.`)
  await auditEventsIn(scope).insertLast(events)
}

export const refusalEvent = (
  error: AppError,
  operation: string,
  request: RequestFacts,
  actor: Principal,
): NewAuditEvent =>
  buildEvent(
    'operation.refused',
    { code: error.code, ...(error instanceof ForbiddenError && { permission: error.permission }) },
    { outcome: 'refused', actor, operation, request },
  )

/** Typing errors are no access, and trouble of our own is for the diagnostic log. */
export const isRecordedRefusal = (error: AppError): boolean =>
  !(error instanceof ForbiddenError) &&
  ![
    'invalid_input',
    'unauthenticated',
    'other_company',
    'other_user',
    'address_changed',
    'step_up_required',
    'busy',
    'unavailable',
    'outcome_unknown',
    'internal',
  ].includes(error.code)

/** A refusal of an action that was rolled back, in a transaction of its own. */
export const recordRefusal = (companyId: string, event: NewAuditEvent): Promise<void> =>
  inCompany(companyId, scope => auditEventsIn(scope).insert([event]))
