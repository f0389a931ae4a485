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
  explain: 'Have a file of people reviewed for an import; nobody is invited by that.',
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
  explain: 'Start an import that was reviewed: invite its people into groups whose permissions you hold yourself.',
  input: startImportInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  alsoRequires: requiredByChoices,
  serialized: true,
  async run(context, input) {
    const { state, groups } = await importsIn(context.scope).findForUpdate(input.importId)
    mustBe(state, ['reviewed'], 'This import has been started already.')
    await begin(context, input, groups)
  },
})

export const takeUpImport = command({
  name: 'imports.takeUp',
  permission: 'users:import',
  explain:
    'Take up the rows of an import that were left out because nobody had chosen them, with the file that is there already.',
  input: startImportInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  alsoRequires: requiredByChoices,
  serialized: true,
  async run(context, input) {
    const { importId, ...choices } = input
    const { state, groups } = await importsIn(context.scope).findForUpdate(importId)
    mustBe(state, ['done'], 'Only an import that is done has rows to take up.')
    const taken = await importRowsIn(context.scope).takeUp(importId, verdictsOf(choices))
    if (!taken)
      throw new AppError(
        'wrong_status',
        'None of the rows that were left out is chosen by this, so nothing was done. Tick what is to be done for them.',
      )
    await importsIn(context.scope).reopen(importId, taken)
    await begin(context, input, groups)
  },
})

export const stopImport = command({
  name: 'imports.stop',
  permission: 'users:import',
  explain: 'Stop an import; what it did so far stays.',
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
  explain: 'Let an import go on that was stopped, and answer for it from then on.',
  input: importInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  serialized: true,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, done, total, groups, ...choices } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped'], 'Only an import that was stopped can go on.')
    await requireGroupsAsReviewed({ scope, actor }, importId, { groups, ...choices })
    await importsIn(scope).queue(importId, { createdBy: actor.userId })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    record('import.continued', { file: fileName, done, total }, aboutImport(importId))
  },
})

export const undoImport = command({
  name: 'imports.undo',
  permission: 'users:import',
  explain: `Undo an import within ${UNDO_DAYS} days: cancel those of its invitations that nobody accepted, and take back the groups that it added to members.`,
  input: importInput,
  output: noOutput,
  internal: 'A file is reviewed by somebody at a page.',
  serialized: true,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, startedAt, finishedAt } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped', 'done'], 'Only an import that ended or was stopped can be undone.')
    const since = finishedAt ?? startedAt
    if (since && Date.now() - since.getTime() > UNDO_DAYS * DAY_MS) {
      throw new AppError('wrong_status', `An import can be undone for ${UNDO_DAYS} days; this one is older.`)
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
