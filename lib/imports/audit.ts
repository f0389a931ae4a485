import type { NewAuditEvent } from '@/db/repositories/audit-events'
import { buildEvent } from '@/lib/operation/build-event'
import { principalOf } from '@/lib/operation/principal'
import type { EventFacts, EventName, RecordedTarget } from '@/lib/operation/register'

interface ImportStep {
  /** Who asked for it. */
  userId: string
  importId: string
  operation: 'imports.run' | 'imports.undo'
}

/** An event of the work that goes on after a request: by Console on behalf of who asked for it, under the import's id. */
export const importEvent = <E extends EventName>(
  { userId, importId, operation }: ImportStep,
  event: E,
  facts: EventFacts<E>,
  target: RecordedTarget<E>,
  outcome: 'succeeded' | 'refused' = 'succeeded',
): NewAuditEvent =>
  buildEvent(event, facts, {
    target,
    outcome,
    actor: principalOf({ userId, via: 'system' }),
    operation,
    request: { requestId: importId },
  })
