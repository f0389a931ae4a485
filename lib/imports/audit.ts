import { v7 as uuidv7 } from 'uuid'
import type { NewAuditEvent } from '@/db/repositories/audit-events'
import type { EventData, EventName, Target } from '@/lib/audit/events'

interface ImportStep {
  actorId: string
  importId: string
  operation: 'imports.run' | 'imports.undo'
}

/** An event of the work that goes on after a request: in the name of who asked for it, under the import's id. */
export const importEvent = <E extends EventName>(
  { actorId, importId, operation }: ImportStep,
  event: E,
  data: EventData[E],
  target: Target = { type: 'import', id: importId },
  outcome: 'succeeded' | 'refused' = 'succeeded',
): NewAuditEvent => ({
  id: uuidv7(),
  event,
  outcome,
  data: { ...data },
  targetType: target.type,
  targetId: target.id,
  actorKind: 'user',
  actorId,
  operation,
  requestId: importId,
})
