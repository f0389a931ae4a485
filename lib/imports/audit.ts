import type { NewAuditEvent } from '@/db/repositories/audit-events'
import { buildEvent } from '@/lib/operation/build-event'
import type { EventFacts, EventName, RecordedTarget } from '@/lib/operation/register'

interface ImportStep {
  actorId: string
  importId: string
  operation: 'imports.run' | 'imports.undo'
}

/** An event of the work that goes on after a request: in the name of who asked for it, under the import's id. */
export const importEvent = <E extends EventName>(
  { actorId, importId, operation }: ImportStep,
  event: E,
  facts: EventFacts<E>,
  target: RecordedTarget<E>,
  outcome: 'succeeded' | 'refused' = 'succeeded',
): NewAuditEvent =>
  buildEvent(event, facts, {
    target,
    outcome,
    actor: { kind: 'user', id: actorId },
    operation,
    request: { requestId: importId },
  })
