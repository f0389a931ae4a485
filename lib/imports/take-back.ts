import { actorsIn } from '@/db/repositories/actors'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { groupsIn } from '@/db/repositories/groups'
import { importRowsIn } from '@/db/repositories/import-rows'
import { membershipsIn } from '@/db/repositories/memberships'
import type { CompanyScope } from '@/db/scope'
import { AppError, ForbiddenError } from '@/lib/kernel/errors'
import type { SystemActor } from '@/lib/operation/actor'
import { can } from '@/lib/operation/can'
import type { Context } from '@/lib/operation/define'
import { requireHeldOfGroups, requireHeldOfUsers } from '@/lib/permissions/require-held'
import { notifyGroupsChanged } from '@/lib/platform/mail/notify'
import { importEvent } from './audit'
import '@/lib/groups/events'

type Added = Awaited<ReturnType<ReturnType<typeof membershipsIn>['addedByImport']>>

/** The groups that an import gave to people who were here before it, where they are still as it left them. */
export async function groupsToTakeBack(scope: CompanyScope, importId: string): Promise<Added> {
  const { added = 0, reactivated = 0 } = await importRowsIn(scope).outcomes(importId)
  return added + reactivated ? membershipsIn(scope).addedByImport(importId) : []
}

/**
 * Taking these people out of these groups asks for what it asks for one by one.
 * @throws ForbiddenError without `groups:update`, NotHeldError where it takes what the actor does not hold
 */
export async function requireToTakeBack(
  { scope, actor }: Pick<Context, 'scope'> & { actor: Pick<SystemActor, 'permissions'> },
  added: Added,
): Promise<void> {
  const groupIds = [...new Set(added.map(({ groupId }) => groupId))]
  if (!groupIds.length) return
  const permission = 'groups:update'
  if (!can(actor, permission)) throw new ForbiddenError(permission, await actorsIn(scope).helpFor([permission]))
  await requireHeldOfGroups(scope, actor, 'removeFromGroup', groupIds)
  const asking = new Set(await groupsIn(scope).requiringSecondFactor(groupIds))
  const people = added.filter(({ groupId }) => asking.has(groupId)).map(({ userId }) => userId)
  await requireHeldOfUsers(scope, actor, 'removeSomebody', people)
}

/**
 * Takes these groups back, as far as their undoer may by now; who undoes it stays in theirs, so that there is always somebody to help.
 * Writes what became of the rows.
 */
export async function takeBackGroups(
  scope: CompanyScope,
  importId: string,
  undoer: SystemActor | undefined,
): Promise<void> {
  const added = (await groupsToTakeBack(scope, importId)).filter(({ userId }) => userId !== undoer?.userId)
  if (!undoer || !added.length || !(await mayTakeBack(scope, undoer, added))) return
  const groups = await groupsIn(scope).findMany([...new Set(added.map(({ groupId }) => groupId))])
  const changes = []
  for (const group of groups) {
    const userIds = added.filter(({ groupId }) => groupId === group.id).map(({ userId }) => userId)
    const ended = await membershipsIn(scope).remove(group.id, userIds, { via: 'by_hand', by: undoer.userId })
    changes.push(...ended.map(({ userId }) => ({ userId, group, kind: 'removed' as const })))
  }
  await administratorsIn(scope).mustRemain()
  await importRowsIn(scope).undoAdded(importId, [...new Set(added.map(({ line }) => line))])
  await auditEventsIn(scope).insert(
    changes.map(({ userId, group: { id, name } }) =>
      importEvent(
        { userId: undoer.userId, importId, operation: 'imports.undo' },
        'group.member_removed',
        { group: { id, name } },
        { type: 'user', id: userId },
      ),
    ),
  )
  await notifyGroupsChanged(scope, undoer, changes)
}

/** Whether what was asked as the undoing began is still so. */
async function mayTakeBack(scope: CompanyScope, actor: SystemActor, added: Added): Promise<boolean> {
  if (!can(actor, 'users:import')) return false
  try {
    await requireToTakeBack({ scope, actor }, added)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
