import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { importRowsIn, type ImportRowResult } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { jobsIn } from '@/db/repositories/jobs'
import { inCompany, type CompanyScope } from '@/db/scope'
import { groupsWithMoreGrants } from '@/lib/groups/reviewed-grants'
import { invite } from '@/lib/invitations/invite'
import { lookUpBy, nameKey } from '@/lib/kernel/fold'
import { actorOnBehalfOf, type SystemActor } from '@/lib/operation/actor'
import { can } from '@/lib/operation/can'
import { importEvent } from './audit'
import { changePresent } from './change-present'
import { verdictsHandingOut } from './choices'
import { alreadyHereLabels } from './labels'
import { lookUpPeople, lookUpReviewed, meant } from './lookup'
import { failed, refusalOfGroups, skipped, type Import, type WaitingRow } from './row-results'
import { BATCH, RUN_IMPORT } from './tasks'
import type { ExistingRecords } from './validate'
import './events'
import '@/lib/invitations/events'

/**
 * Does the next batch of an import and asks for the one after it, in one transaction: a batch is done once or not
 * at all, however often and by however many workers this is called, and a worker that is killed loses nothing.
 * What the rows were found to be in the review is asked again, since time has passed; groups are those that it found,
 * by their ids, and it stops where one grants more by now.
 */
export async function runImport(companyId: string, importId: string): Promise<void> {
  await inCompany(
    companyId,
    async scope => {
      // What groups grant must not change between the question whether the starter holds it and the action.
      await administratorsIn(scope).lock()
      const found = await importsIn(scope).lock(importId)
      if (!found || (found.state !== 'queued' && found.state !== 'running')) return
      const starter = await actorOnBehalfOf(scope, found.createdBy)
      if (!starter) return stop(scope, found, 'not_active')
      if (!mayGoOn(starter, found)) return stop(scope, found, 'not_allowed')
      const rows = await importRowsIn(scope).waiting(importId, BATCH)
      const named = rows.filter(row => givesGroups(row, found)).flatMap(row => row.groupNames)
      const reviewed = meant(
        named,
        lookUpBy(found.groups, ({ name }) => name, nameKey),
      )
      const grown = await groupsWithMoreGrants(scope, reviewed)
      if (grown.length)
        return stop(
          scope,
          found,
          'grown',
          grown.flatMap(({ name, added }) => added.map(key => `${key} by ${name}`)),
        )
      const chosen = rows.filter(row => isToBeInvited(row, found) || concernsPresent(row, found))
      const known = {
        ...(await lookUpPeople(
          scope,
          chosen.map(row => row.email),
        )),
        groups: await lookUpReviewed(scope, starter, reviewed),
      }
      const missing = [...new Set(meant(named, known.groups).flatMap(group => group.notHeld))].sort()
      if (missing.length) return stop(scope, found, 'not_held', missing)
      const present = await changePresent(
        { scope, found, starter, known },
        rows.filter(row => concernsPresent(row, found)),
      )
      const validated = rows.map(row => ({
        row,
        refusal: present.get(row.line) ?? (isToBeInvited(row, found) ? refusalNow(row, known) : refusalThen(row)),
      }))
      const invited = await inviteThem(
        scope,
        found,
        starter,
        validated.filter(one => !one.refusal).map(one => one.row),
        known,
      )
      const results = validated.map(
        ({ row, refusal }) => refusal ?? invited.get(row.line) ?? skipped(row, 'This person has since been added.'),
      )
      await importRowsIn(scope).settle(importId, results)
      if (rows.length === BATCH) {
        await importsIn(scope).advance(importId, rows.length, 'running')
        await jobsIn(scope).add(RUN_IMPORT, importId)
      } else {
        await importsIn(scope).advance(importId, rows.length, 'done')
        await noteEnd(scope, found)
      }
    },
    { plans: 'once' },
  )
}

/** Nobody is invited whom the review did not announce. */
const isToBeInvited = ({ verdict }: WaitingRow, { createGroups }: Import): boolean =>
  verdict === 'new' || (verdict === 'unknown_group' && createGroups)

/** What is to be done to people who are here already. */
const concernsPresent = ({ verdict }: WaitingRow, { addGroups, reactivate }: Import): boolean =>
  (verdict === 'member_groups' && addGroups) || (verdict === 'inactive' && reactivate)

/** Whose groups are handed out, and must be as they were reviewed. */
const givesGroups = (row: WaitingRow, found: Import): boolean => verdictsHandingOut(found).includes(row.verdict)

/** Whoever started it may still do what was chosen then. */
const mayGoOn = (starter: SystemActor, { addGroups, reactivate }: Import): boolean =>
  can(starter, 'users:import') &&
  (!addGroups || can(starter, 'groups:update')) &&
  (!reactivate || can(starter, 'users:deactivate'))

/** What the review found stands. */
const refusalThen = (row: WaitingRow): ImportRowResult =>
  row.verdict === 'invalid' || row.verdict === 'unknown_group' ? failed(row, row.reason) : skipped(row, row.reason)

/** What has changed since. */
function refusalNow(row: WaitingRow, known: ExistingRecords): ImportRowResult | undefined {
  const status = known.people(row.email)
  return status ? skipped(row, alreadyHereLabels[status]) : refusalOfGroups(row, known)
}

async function inviteThem(
  scope: CompanyScope,
  found: Import,
  starter: SystemActor,
  rows: WaitingRow[],
  known: ExistingRecords,
): Promise<Map<number, ImportRowResult>> {
  const groupsOf = (row: WaitingRow) => row.groupNames.map(name => known.groups(name)[0]!)
  const invitees = rows.map(row => ({
    email: row.email,
    name: row.name,
    title: row.title,
    line: row.line,
    groupIds: [...new Set(groupsOf(row).map(group => group.id))],
  }))
  const { message, expiryDays, id: importId } = found
  const invited = await invite(scope, starter, invitees, { message, expiryDays, importId })
  const rowOf = new Map(rows.map(row => [row.email, row]))
  const action = { userId: starter.userId, importId, operation: 'imports.run' } as const
  await auditEventsIn(scope).insert(
    invited.map(({ email, userId }) =>
      importEvent(
        action,
        'invitation.sent',
        { groups: groupsOf(rowOf.get(email)!).map(group => group.name), days: expiryDays },
        { type: 'user', id: userId },
      ),
    ),
  )
  return new Map(
    invited.map(({ email, invitationId }) => {
      const { line } = rowOf.get(email)!
      return [line, { line, outcome: 'invited', reason: null, invitationId }]
    }),
  )
}

async function stop(
  scope: CompanyScope,
  found: Import,
  because: 'not_active' | 'not_allowed' | 'not_held' | 'grown',
  missing?: string[],
): Promise<void> {
  const { id: importId, createdBy: userId, fileName: file, done, total } = found
  await importsIn(scope).setState(importId, 'stopped')
  const facts = { file, done, total, because, ...(missing && { missing }) }
  await auditEventsIn(scope).insert([
    importEvent(
      { userId, importId, operation: 'imports.run' },
      'import.stopped',
      facts,
      { type: 'import', id: importId },
      'refused',
    ),
  ])
}

async function noteEnd(
  scope: CompanyScope,
  { id: importId, createdBy: userId, fileName: file }: Import,
): Promise<void> {
  const {
    invited = 0,
    added = 0,
    reactivated = 0,
    skipped = 0,
    failed = 0,
  } = await importRowsIn(scope).outcomes(importId)
  const facts = { file, invited, ...(added && { added }), ...(reactivated && { reactivated }), skipped, failed }
  const event = importEvent({ userId, importId, operation: 'imports.run' }, 'import.ended', facts, {
    type: 'import',
    id: importId,
  })
  await auditEventsIn(scope).insert([event])
}
