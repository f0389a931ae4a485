import { auditEventsIn } from '@/db/repositories/audit-events'
import type { ImportRowResult } from '@/db/repositories/import-rows'
import { membershipsIn } from '@/db/repositories/memberships'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import type { SystemActor } from '@/lib/operation/actor'
import { lackingKeys } from '@/lib/permissions/held'
import { notifyGroupsChanged } from '@/lib/platform/mail/notify'
import { importEvent } from './audit'
import { alreadyHereLabels, goneMeanwhile, notGivenBack } from './labels'
import type { lookUpPeople } from './lookup'
import { failed, refusalOfGroups, skipped, type Import, type WaitingRow } from './row-results'
import type { ExistingRecords } from './validate'
import '@/lib/groups/events'
import '@/lib/users/events'

interface Batch {
  scope: CompanyScope
  found: Import
  starter: SystemActor
  known: ExistingRecords & Awaited<ReturnType<typeof lookUpPeople>>
}

/**
 * Does what was chosen for people who are here already, in a few statements however many they are: reactivates who is inactive, as far as
 * the starter holds what they have, and adds members to the groups of their rows. That the starter holds what these grant was asked before.
 * @returns what became of each row, by its line
 */
export async function changePresent(batch: Batch, rows: WaitingRow[]): Promise<Map<number, ImportRowResult>> {
  const results = new Map<number, ImportRowResult>()
  const { known, found } = batch
  const settle = (row: WaitingRow, result: ImportRowResult): void => void results.set(row.line, result)
  const back = await reactivateThem(batch, rows, settle)
  const members = rows.filter(
    row => !results.has(row.line) && found.addGroups && (back.has(row.line) || known.people(row.email) === 'active'),
  )
  const added = await addThem(batch, members, settle)
  for (const row of rows) {
    if (results.has(row.line)) continue
    const outcome = back.has(row.line) ? 'reactivated' : added.has(row.line) ? 'added' : undefined
    const status = known.people(row.email)
    if (outcome) settle(row, { line: row.line, outcome, reason: null, invitationId: null })
    else settle(row, skipped(row, status ? alreadyHereLabels[status] : goneMeanwhile))
  }
  return results
}

type Settle = (row: WaitingRow, result: ImportRowResult) => void

/** @returns the lines of those who are active again */
async function reactivateThem(
  { scope, found, starter, known }: Batch,
  rows: WaitingRow[],
  settle: Settle,
): Promise<Set<number>> {
  const inactive = rows.flatMap(row => {
    const id = row.verdict === 'inactive' && known.people(row.email) === 'inactive' ? known.idOf(row.email) : undefined
    return id === undefined ? [] : [{ row, id }]
  })
  const keysOf = await soleHoldersIn(scope).keysOfEach(inactive.map(({ id }) => id))
  const allowed = inactive.filter(({ row, id }) => {
    const missing = lackingKeys('giveBack', starter, keysOf.get(id) ?? [])
    if (missing.length) settle(row, failed(row, notGivenBack(missing)))
    return !missing.length
  })
  const ids = allowed.map(({ id }) => id)
  await usersIn(scope).reactivate(ids)
  const groupsOf = await membershipsIn(scope).groupNamesOf(ids)
  await auditEventsIn(scope).insert(
    ids.map(id =>
      importEvent(
        { userId: starter.userId, importId: found.id, operation: 'imports.run' },
        'user.reactivated',
        { groups: groupsOf.get(id) ?? [] },
        { type: 'user', id },
      ),
    ),
  )
  return new Set(allowed.map(({ row }) => row.line))
}

/** @returns the lines of those who came into a group */
async function addThem(
  { scope, found, starter, known }: Batch,
  rows: WaitingRow[],
  settle: Settle,
): Promise<Set<number>> {
  const wanted = rows.flatMap(row => {
    const refusal = refusalOfGroups(row, known)
    // Somebody is active again whatever becomes of their groups.
    if (refusal && row.verdict !== 'inactive') settle(row, refusal)
    const userId = known.idOf(row.email)
    if (refusal || userId === undefined) return []
    const groups = row.groupNames.map(name => known.groups(name)[0]!)
    return groups.map(group => ({ line: row.line, userId, group }))
  })
  const made = await membershipsIn(scope).add(
    wanted.map(({ line, userId, group }) => ({
      groupId: group.id,
      userId,
      via: 'import' as const,
      by: starter.userId,
      sourceId: found.id,
      sourceLine: line,
    })),
  )
  const isMade = new Set(made.map(({ groupId, userId }) => `${groupId} ${userId}`))
  const added = wanted.filter(({ userId, group }) => isMade.has(`${group.id} ${userId}`))
  await auditEventsIn(scope).insert(
    added.map(({ userId, group: { id, name } }) =>
      importEvent(
        { userId: starter.userId, importId: found.id, operation: 'imports.run' },
        'group.member_added',
        { group: { id, name } },
        { type: 'user', id: userId },
      ),
    ),
  )
  await notifyGroupsChanged(
    scope,
    starter,
    added.map(({ userId, group }) => ({ userId, group, kind: 'added' })),
  )
  return new Set(added.map(({ line }) => line))
}
