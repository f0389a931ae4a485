import { v7 as uuidv7 } from 'uuid'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { invitationsIn } from '@/db/repositories/invitations'
import { jobsIn } from '@/db/repositories/jobs'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { ImportState, RowVerdict } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { requireHeld } from '@/lib/permissions/require-held'
import { forEachInBatches } from './batches'
import { aboutImport, begin, requireGroupsAsReviewed, requiredByChoices, reviewedGroup } from './begin'
import { verdictsOf } from './choices'
import { importInput, reviewImportInput, startImportInput, UNDO_DAYS } from './input'
import { groupNamesIn, lookUpRows, meant } from './lookup'
import { companyOfFile, openFile, requireGuess, sourceOf } from './open-file'
import { reviewImportOutput } from './output'
import { loggedColumns, readRows } from './parse'
import { givenColumns, headerKey, rememberedColumns } from './remembered-columns'
import { groupsToTakeBack, requireToTakeBack } from './take-back'
import { RUN_IMPORT, UNDO_IMPORT } from './tasks'
import { addUp, rowValidator, type ValidatedRow } from './validate'
import '@/lib/groups/events'
import './events'

const DAY_MS = 86_400_000

/** Rows of these may hand out groups, by what is chosen at the start. */
const handingOut: ReadonlySet<RowVerdict> = new Set<RowVerdict>(['new', 'unknown_group', 'member_groups', 'inactive'])

export const reviewImport = command({
  name: 'imports.review',
  permission: 'users:import',
  explain: 'Review a file of people for an import; nobody is invited yet.',
  input: reviewImportInput,
  output: reviewImportOutput,
  internal: 'A file is reviewed by somebody at a page.',
  async prepare({ read }, input) {
    const file = await openFile(await sourceOf(await read(companyOfFile), input))
    const said = givenColumns(input) ?? (await read(scope => rememberedColumns(scope, file)))
    return { ...(await readRows(file, said ?? requireGuess(file))), headerKey: headerKey(file), columns: said }
  },
  async run({ scope, actor, record }, { fileName }, { form, ignored, rows, headerKey, columns }) {
    const names = await groupNamesIn(rows)
    const emails = rows.map(row => row.email)
    const known = await lookUpRows(scope, actor, emails, names)
    const validateRow = rowValidator(known)
    const found: ValidatedRow[] = []
    await forEachInBatches(rows, row => found.push(validateRow(row)))
    const validated = addUp(found, known)
    const inviting = validated.filter(({ verdict }) => handingOut.has(verdict))
    const groups = meant(
      inviting.flatMap(row => row.groupNames),
      known.groups,
    ).map(reviewedGroup)
    const id = uuidv7()
    // Rows of old imports go here, where new ones come.
    await importsIn(scope).forgetRows(UNDO_DAYS)
    const kept = { fileName, headerKey, columns, total: validated.length, groups }
    await importsIn(scope).insert({ id, createdBy: actor.userId, ...kept })
    await importRowsIn(scope).insertMany(id, validated)
    const verdicts: Record<string, number> = {}
    for (const { verdict } of validated) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    const read = { ...form, ...loggedColumns(ignored), rows: validated.length }
    record('import.reviewed', { file: fileName, ...read, verdicts }, aboutImport(id))
    return { id, verdicts }
  },
})

export const startImport = command({
  name: 'imports.start',
  permission: 'users:import',
  explain: 'Start a reviewed import: invite its people into groups whose permissions you have.',
  input: startImportInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  alsoRequires: requiredByChoices,
  serialized: true,
  async run(context, input) {
    const { state, groups } = await importsIn(context.scope).findForUpdate(input.importId)
    mustBe(state, ['reviewed'], 'This import has already been started.')
    await begin(context, input, groups)
  },
})

export const takeUpImport = command({
  name: 'imports.takeUp',
  permission: 'users:import',
  explain: 'Import the remaining rows of a finished import from the same file.',
  input: startImportInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  alsoRequires: requiredByChoices,
  serialized: true,
  async run(context, input) {
    const { importId, ...choices } = input
    const { state, groups } = await importsIn(context.scope).findForUpdate(importId)
    mustBe(state, ['done'], 'Only a finished import has remaining rows.')
    const taken = await importRowsIn(context.scope).takeUp(importId, verdictsOf(choices))
    if (!taken)
      throw new AppError(
        'wrong_status',
        'No remaining rows were selected, so nothing was imported. Select at least one option.',
      )
    await importsIn(context.scope).reopen(importId, taken)
    await begin(context, input, groups)
  },
})

export const stopImport = command({
  name: 'imports.stop',
  permission: 'users:import',
  explain: 'Stop an import; rows already imported are kept.',
  input: importInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  async run({ scope, record }, { importId }) {
    const { fileName, state, done, total } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['queued', 'running'], 'This import is not running.')
    await importsIn(scope).setState(importId, 'stopped')
    record('import.stopped', { file: fileName, done, total }, aboutImport(importId))
  },
})

export const continueImport = command({
  name: 'imports.continue',
  permission: 'users:import',
  explain: 'Continue a stopped import in your name.',
  input: importInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  serialized: true,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, done, total, groups, ...choices } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped'], 'Only a stopped import can be continued.')
    await requireGroupsAsReviewed({ scope, actor }, importId, { groups, ...choices })
    await importsIn(scope).queue(importId, { createdBy: actor.userId })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    record('import.continued', { file: fileName, done, total }, aboutImport(importId))
  },
})

export const undoImport = command({
  name: 'imports.undo',
  permission: 'users:import',
  explain: `Undo an import within ${UNDO_DAYS} days: cancel its pending invitations, and remove the groups it added to people.`,
  input: importInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  serialized: true,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, startedAt, finishedAt } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped', 'done'], 'Only a finished or stopped import can be undone.')
    const since = finishedAt ?? startedAt
    if (since && Date.now() - since.getTime() > UNDO_DAYS * DAY_MS) {
      throw new AppError('wrong_status', `An import can be undone for ${UNDO_DAYS} days, and this one is older.`)
    }
    await requireHeld(
      scope,
      actor,
      'cancelInvitation',
      await soleHoldersIn(scope).keysOfThose(invitationsIn(scope).openUsersOf(importId)),
    )
    await requireToTakeBack({ scope, actor }, await groupsToTakeBack(scope, importId))
    await importsIn(scope).setState(importId, 'undone', { createdBy: actor.userId })
    await jobsIn(scope).add(UNDO_IMPORT, importId)
    record('import.undo_started', { file: fileName }, aboutImport(importId))
  },
})

function mustBe(state: ImportState, allowed: ImportState[], sentence: string): void {
  if (!allowed.includes(state)) throw new AppError('wrong_status', sentence)
}
