import { v7 as uuidv7 } from 'uuid'
import { groupsIn } from '@/db/repositories/groups'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { invitationsIn } from '@/db/repositories/invitations'
import { jobsIn } from '@/db/repositories/jobs'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { ImportState, ReviewedGroup } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { requireNoMoreGrants } from '@/lib/groups/reviewed-grants'
import { AppError } from '@/lib/kernel/errors'
import { lookUpBy, nameKey } from '@/lib/kernel/fold'
import { noOutput } from '@/lib/kernel/outputs'
import { slugFrom } from '@/lib/kernel/slug'
import { command, type Context } from '@/lib/operation/define'
import type { RecordedTarget } from '@/lib/operation/register'
import { requireHeldOfGroups, requireHeld } from '@/lib/permissions/require-held'
import { forEachInBatches } from './batches'
import { importInput, reviewImportInput, startImportInput, UNDO_DAYS } from './input'
import { lookUpGroups, lookUpRows, meant } from './lookup'
import { openFile, requireGuess, sourceOf } from './open-file'
import { reviewImportOutput } from './output'
import { readRows } from './parse'
import { givenColumns, headerKey, rememberedColumns } from './remembered-columns'
import { RUN_IMPORT, UNDO_IMPORT } from './tasks'
import { rowValidator, possibleNames, type ValidatedRow } from './validate'
import '@/lib/groups/events'
import './events'

const DAY_MS = 86_400_000

/** More are a mistaken column, not an organisation. */
const MAX_NEW_GROUPS = 200

const about = (id: string): { target: RecordedTarget<'import.started'> } => ({ target: { type: 'import', id } })

export const reviewImport = command({
  name: 'imports.review',
  permission: 'users:import',
  explain: 'Have a file of people reviewed for an import; nobody is invited by that.',
  input: reviewImportInput,
  output: reviewImportOutput,
  internal: 'A file is reviewed by somebody at a page.',
  async prepare({ read }, input) {
    const file = await openFile(await sourceOf(input))
    const said = givenColumns(input) ?? (await read(scope => rememberedColumns(scope, file)))
    return { ...(await readRows(file, said ?? requireGuess(file))), headerKey: headerKey(file), columns: said }
  },
  async run({ scope, actor, record }, { fileName }, { form, ignored, rows, headerKey, columns }) {
    const names = new Set<string>()
    await forEachInBatches(rows, row => possibleNames(row.groups).forEach(name => names.add(name)))
    const known = await lookUpRows(
      scope,
      actor,
      rows.map(row => row.email),
      [...names],
    )
    const validateRow = rowValidator(known)
    const validated: ValidatedRow[] = []
    await forEachInBatches(rows, row => validated.push(validateRow(row)))
    const inviting = validated.filter(({ verdict }) => verdict === 'new' || verdict === 'unknown_group')
    const groups = meant(
      inviting.flatMap(row => row.groupNames),
      known.groups,
    ).map(reviewed)
    const id = uuidv7()
    // Rows of old imports go here, where new ones come.
    await importsIn(scope).forgetRows(UNDO_DAYS)
    const kept = { fileName, headerKey, columns, total: validated.length, groups }
    await importsIn(scope).insert({ id, createdBy: actor.userId, ...kept })
    await importRowsIn(scope).insertMany(id, validated)
    const verdicts: Record<string, number> = {}
    for (const { verdict } of validated) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    record('import.reviewed', { file: fileName, ...form, ignored, rows: validated.length, verdicts }, about(id))
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
  alsoRequires: ({ createGroups }) => (createGroups ? ['groups:create'] : []),
  serialized: true,
  async run({ scope, actor, record }, { importId, createGroups, message, expiryDays }) {
    const { fileName, state, groups } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['reviewed'], 'This import has been started already.')
    const { found, missing } = await demandGroupsAsReviewed({ scope, actor }, importId, { groups, createGroups })
    const created = createGroups ? await makeGroups(scope, missing) : []
    const all = [...groups, ...found, ...created.map(group => reviewed({ ...group, grants: [] }))]
    await importsIn(scope).queue(importId, { createGroups, message, expiryDays, createdBy: actor.userId, groups: all })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    for (const group of created) {
      const { id, name } = group
      record('group.created', { ...group, group: { id, name } }, { target: { type: 'group', id } })
    }
    record(
      'import.started',
      { file: fileName, createdGroups: created.map(group => group.name), expiryDays },
      about(importId),
    )
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
    record('import.stopped', { file: fileName, done, total }, about(importId))
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
    const { fileName, state, done, total, createGroups, groups } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped'], 'Only an import that was stopped can go on.')
    await demandGroupsAsReviewed({ scope, actor }, importId, { groups, createGroups })
    await importsIn(scope).queue(importId, { createdBy: actor.userId })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    record('import.continued', { file: fileName, done, total }, about(importId))
  },
})

export const undoImport = command({
  name: 'imports.undo',
  permission: 'users:import',
  explain: `Undo an import within ${UNDO_DAYS} days: cancel those of its invitations that nobody accepted.`,
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
    await importsIn(scope).setState(importId, 'undone', { createdBy: actor.userId })
    await jobsIn(scope).add(UNDO_IMPORT, importId)
    record('import.undo_started', { file: fileName }, about(importId))
  },
})

function mustBe(state: ImportState, allowed: ImportState[], sentence: string): void {
  if (!allowed.includes(state)) throw new AppError('wrong_status', sentence)
}

const reviewed = ({ id, name, grants }: ReviewedGroup): ReviewedGroup => ({ id, name, grants })

/**
 * Looks at the groups still to be handed out, each as the review found it, whatever it is called by now. Of the names that the
 * review did not know returns the groups that have them by now, which must grant nothing, and the names that nobody has.
 * @throws GroupGrownError when one grants more than at the review
 * @throws NotHeldError when they grant what the actor does not have
 */
async function demandGroupsAsReviewed(
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  importId: string,
  { groups, createGroups }: { groups: ReviewedGroup[]; createGroups: boolean },
): Promise<{ found: ReviewedGroup[]; missing: string[] }> {
  const names = await importRowsIn(scope).groupsToHandOut(importId, createGroups)
  const known = lookUpBy(groups, ({ name }) => name, nameKey)
  const pinned = meant(names, known)
  const unknown = names.filter(name => !known(name).length)
  const since = await lookUpGroups(scope, actor, unknown)
  const found = meant(unknown, since).map(group => reviewed({ ...group, grants: [] }))
  await requireNoMoreGrants(scope, [...pinned, ...found])
  await requireHeldOfGroups(
    scope,
    actor,
    'handOut',
    [...pinned, ...found].map(group => group.id),
  )
  return { found, missing: unknown.filter(name => !since(name).length) }
}

/** Groups of these names, without members and grants. */
async function makeGroups(scope: CompanyScope, wanted: string[]) {
  // Of several spellings the first.
  const names = [...new Map(wanted.toReversed().map(name => [nameKey(name), name])).values()].toReversed()
  if (names.length > MAX_NEW_GROUPS) {
    throw new AppError(
      'conflict',
      `This import would create ${names.length} groups, and may create ${MAX_NEW_GROUPS}. Perhaps its columns are mixed up.`,
    )
  }
  const taken = new Set(await groupsIn(scope).slugs())
  return groupsIn(scope).insertMany(names.map(name => ({ name, slug: freeSlug(name, taken), description: '' })))
}

function freeSlug(name: string, taken: Set<string>): string {
  const base = slugFrom(name, 50)
  const stem = base.length < 2 ? 'group' : base
  let slug = stem
  for (let n = 2; taken.has(slug); n++) slug = `${stem}-${n}`
  taken.add(slug)
  return slug
}
