import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { invitationsIn } from '@/db/repositories/invitations'
import { jobsIn } from '@/db/repositories/jobs'
import { inCompany } from '@/db/scope'
import { cancelInvitations } from '@/lib/invitations/invite'
import { actorOnBehalfOf } from '@/lib/operation/actor'
import { builtInResources } from '@/lib/permissions/catalogue'
import { importEvent } from './audit'
import { takeBackGroups } from './take-back'
import { BATCH, UNDO_IMPORT } from './tasks'
import './events'
import '@/lib/invitations/events'

/**
 * Cancels the next invitations of an import that is being undone, and asks for its next turn; as `runImport` does. Those that
 * open by now what of Console's own its undoer does not hold stay.
 */
export async function runUndo(companyId: string, importId: string): Promise<void> {
  await inCompany(
    companyId,
    async scope => {
      // What groups grant must not change between the question who holds it and the action.
      await administratorsIn(scope).lock()
      const found = await importsIn(scope).lock(importId)
      if (!found || found.state !== 'undone' || found.undoneAt) return
      const action = { userId: found.createdBy, importId, operation: 'imports.undo' } as const
      const rows = importRowsIn(scope)
      const undoer = await actorOnBehalfOf(scope, found.createdBy)
      const held = { keys: undoer?.permissions ?? [], resources: builtInResources }
      const open = await invitationsIn(scope).openOfImport(importId, BATCH, held)
      await cancelInvitations(
        scope,
        open.map(({ id }) => id),
        found.createdBy,
      )
      const groupsOf = new Map(
        (
          await rows.undo(
            importId,
            open.map(({ id }) => id),
          )
        ).map(row => [row.invitationId, row.groupNames]),
      )
      const events = auditEventsIn(scope)
      await events.insert(
        open.flatMap(({ id, userId }) =>
          userId
            ? [
                importEvent(
                  action,
                  'invitation.cancelled',
                  { groups: groupsOf.get(id) ?? [] },
                  { type: 'user', id: userId },
                ),
              ]
            : [],
        ),
      )
      if (open.length === BATCH) return jobsIn(scope).add(UNDO_IMPORT, importId)
      await takeBackGroups(scope, importId, undoer)
      await importsIn(scope).undone(importId)
      const { cancelled, removed } = await rows.undone(importId)
      const [fates] = await rows.fates(importId)
      const facts = {
        file: found.fileName,
        cancelled,
        ...(removed && { removed }),
        kept: fates?.accepted ?? 0,
        emptyGroups: await rows.emptyGroups(importId),
      }
      await events.insert([importEvent(action, 'import.undone', facts, { type: 'import', id: importId })])
    },
    { plans: 'once' },
  )
}
