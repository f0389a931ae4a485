import { v7 as uuidv7 } from 'uuid'
import { batch } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { bulkActionsIn } from '@/db/repositories/bulk-actions'
import { companiesIn } from '@/db/repositories/companies'
import { groupsIn } from '@/db/repositories/groups'
import { invitationsIn } from '@/db/repositories/invitations'
import { membershipsIn } from '@/db/repositories/memberships'
import { selectionsIn } from '@/db/repositories/selections'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import { usersIn } from '@/db/repositories/users'
import { grantsBeyond, requireNoMoreGrants } from '@/lib/groups/reviewed-grants'
import { reinviteAll } from '@/lib/invitations/invite'
import type { BulkAct } from '@/lib/kernel/bulk-acts'
import { AppError, notFound } from '@/lib/kernel/errors'
import { command, type Context } from '@/lib/operation/define'
import { requireHeldOfGroups } from '@/lib/permissions/require-held'
import { notifyGroupsChanged } from '@/lib/platform/mail/notify'
import { isGroupAction, MAX_BULK_PEOPLE, bulkPermission } from '@/lib/users/bulk-actions'
import { deactivatePeople } from '@/lib/users/deactivate'
import { fingerprintOf, checkEligibility, type Candidate } from './eligibility'
import { bulkInput } from './input'
import { runBulkActionOutput } from './output'
import { selectionFilters, eligibilityQuery, goneOf, selectionOf, tooManyError } from './selection'
import './events'
import '@/lib/groups/events'
import '@/lib/invitations/events'
import '@/lib/users/events'

interface BulkContext extends Context {
  bulkId: string
  /** Of an act about a group. */
  group: { id: string; name: string }
  terms: { reason: string; cancelInvitations: boolean; began: number }
}

/** Each does it to all of them in a few statements, records it for each, and returns the ids of those to whom it was done. */
const actions: Record<BulkAct, (action: BulkContext, people: Candidate[]) => Promise<string[]>> = {
  async add({ scope, actor, record, bulkId, group }, people) {
    await requireHeldOfGroups(scope, actor, 'handOut', [group.id])
    const added = await membershipsIn(scope).add(
      people.map(person => ({
        groupId: group.id,
        userId: person.id,
        via: 'bulk',
        by: actor.userId,
        sourceId: bulkId,
      })),
    )
    for (const { userId } of added)
      record('group.member_added', { group, bulk: bulkId }, { target: { type: 'user', id: userId } })
    await notifyGroupsChanged(
      scope,
      actor,
      added.map(({ userId }) => ({ userId, group, kind: 'added' })),
    )
    return added.map(({ userId }) => userId)
  },

  async remove({ scope, actor, record, bulkId, group }, people) {
    await requireHeldOfGroups(scope, actor, 'removeFromGroup', [group.id])
    const removed = await membershipsIn(scope).remove(
      group.id,
      people.map(person => person.id),
      { via: 'bulk', by: actor.userId },
    )
    await administratorsIn(scope).mustRemain()
    for (const { userId } of removed)
      record('group.member_removed', { group, bulk: bulkId }, { target: { type: 'user', id: userId } })
    await notifyGroupsChanged(
      scope,
      actor,
      removed.map(({ userId }) => ({ userId, group, kind: 'removed' })),
    )
    return removed.map(({ userId }) => userId)
  },

  async deactivate({ scope, actor, record, bulkId, terms }, people) {
    if (!people.length) return []
    const facts = await deactivatePeople(
      { scope, actor, record },
      people.map(person => person.id),
      { ...terms, bulk: bulkId },
    )
    return [...facts.keys()]
  },

  async reactivate({ scope, record, bulkId }, people) {
    const ids = people.map(person => person.id)
    if (!ids.length) return []
    const groupsOf = await membershipsIn(scope).groupNamesOf(ids)
    await usersIn(scope).reactivate(ids)
    for (const userId of ids)
      record(
        'user.reactivated',
        { groups: groupsOf.get(userId) ?? [], bulk: bulkId },
        { target: { type: 'user', id: userId } },
      )
    return ids
  },

  async resend({ scope, actor, record, bulkId }, people) {
    const nameOf = new Map(people.map(person => [person.id, person.name]))
    const { invitationDays } = await companiesIn(scope).find()
    const open = (await invitationsIn(scope).openOfMany([...nameOf.keys()])).flatMap(row =>
      row.userId ? [{ ...row, userId: row.userId, name: nameOf.get(row.userId)! }] : [],
    )
    if (open.length) await reinviteAll(scope, actor, open, invitationDays)
    const groupsOf = await membershipsIn(scope).groupNamesOf(open.map(({ userId }) => userId))
    for (const { userId } of open) {
      record(
        'invitation.resent',
        { groups: groupsOf.get(userId) ?? [], days: invitationDays, bulk: bulkId },
        { target: { type: 'user', id: userId } },
      )
    }
    return open.map(({ userId }) => userId)
  },
}

/**
 * What is handed out or taken away must not have grown since the preview.
 * @throws GroupGrownError for an act about a group, AppError `conflict` for the groups of invited people
 */
async function demandAsReviewed(
  { scope }: Context,
  granted: string[],
  { group, people }: { group?: { id: string }; people: Candidate[] },
): Promise<void> {
  if (group) return requireNoMoreGrants(scope, [{ id: group.id, grants: granted }])
  const added = grantsBeyond(granted, await soleHoldersIn(scope).keysOf(people.map(({ id }) => id)))
  if (added.length)
    throw new AppError(
      'conflict',
      `Their groups now grant more than when you reviewed this, so nothing was changed: ${added.join(', ')}. Review the changes and try again.`,
    )
}

/**
 * One act on many people, in one transaction and with the guards of the single acts: whom it cannot be done to
 * is left out and counted. An event a person, and one for the whole.
 */
export const runBulk = command({
  name: 'users.bulk',
  permission: 'users:read',
  alsoRequires: ({ act, cancelInvitations }) => [
    bulkPermission(act),
    ...(act === 'deactivate' && cancelInvitations ? (['users:invite'] as const) : []),
  ],
  explain:
    'Run a bulk action on many people: add them to a group, remove them from one, deactivate, reactivate or invite them again.',
  input: bulkInput,
  output: runBulkActionOutput,
  http: { method: 'POST', path: '/users/bulk' },
  serialized: true,
  writesMany: true,
  async run(context, input) {
    const began = performance.now()
    const { scope, actor, record } = context
    const { act, groupId, expected, fingerprint, granted, reason, cancelInvitations } = input
    const group = groupId ? (await groupsIn(scope).findMany([groupId]))[0] : undefined
    if (groupId && !group) throw notFound('Group')
    const candidates = await selectionsIn(scope)
      .people(selectionOf(input, actor), eligibilityQuery(input, actor), MAX_BULK_PEOPLE + 1)
      .for('update')
    const gone = goneOf(input, candidates)
    if (candidates.length > MAX_BULK_PEOPLE) throw tooManyError()
    const { administrators } = await batch(scope.tx, { administrators: administratorsIn(scope).count() })
    const groupRequiresFactor = group && (await groupsIn(scope).secondFactor(group.id)).required
    const { concerned, leftOut, skipped } = checkEligibility(candidates, {
      act,
      groupRequiresFactor,
      actorId: actor.userId,
      administrators,
      gone: gone.length,
    })
    if (expected !== undefined && expected !== concerned.length) {
      throw new AppError(
        'conflict',
        `This affected ${expected} when you reviewed it and now affects ${concerned.length}, so nothing was changed. Review the changes and try again.`,
      )
    }
    if (fingerprint !== undefined && fingerprint !== fingerprintOf(concerned)) {
      throw new AppError(
        'conflict',
        'This now affects different people than when you reviewed it, so nothing was changed. Review the changes and try again.',
      )
    }
    if (granted)
      await demandAsReviewed(context, granted, { group: isGroupAction(act) ? group : undefined, people: concerned })
    const bulkId = uuidv7()
    const about = isGroupAction(act) && group ? { id: group.id, name: group.name } : undefined
    const changed = await actions[act](
      { ...context, bulkId, group: about!, terms: { reason, cancelInvitations, began } },
      concerned,
    )
    const done = changed.length
    await bulkActionsIn(scope).insert(
      { id: bulkId, actorId: actor.userId, act, groupId: about?.id, groupName: about?.name, done, skipped },
      [
        ...changed.map(userId => ({ userId })),
        ...leftOut.map(({ person, reason }) => ({ userId: person.id, skipped: reason })),
      ],
    )
    const filters = selectionFilters(input, actor)
    record(
      'users.bulk_completed',
      {
        act,
        ...(about && { group: about }),
        done,
        skipped,
        ...(filters && { filters }),
        ...(input.bulkId && { of: input.bulkId }),
        tookMs: Math.ceil(performance.now() - began),
      },
      { target: { type: 'bulk', id: bulkId } },
    )
    return { bulkId, done, skipped }
  },
})
