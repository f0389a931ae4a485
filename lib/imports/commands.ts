import { v7 as uuidv7 } from 'uuid'
import { groupsIn } from '@/db/repositories/groups'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { jobsIn } from '@/db/repositories/jobs'
import type { ImportState } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import type { Target } from '../audit/events'
import { AppError } from '../errors'
import { command } from '../operation/define'
import { slugFrom } from '../operation/slug'
import type { PermissionHolder } from '../permissions/can'
import { demandHeld } from '../permissions/held'
import { decode } from './decode'
import { importInput, reviewImportInput, startImportInput, UNDO_DAYS } from './input'
import { judging, possibleNames, type JudgedRow } from './judge'
import { lookUp, lookUpGroups } from './known'
import { parseFile } from './parse'
import { eachInTurns } from './portions'
import { RUN_IMPORT, UNDO_IMPORT } from './tasks'

const DAY_MS = 86_400_000

/** More are a mistaken column, not an organisation. */
const MAX_NEW_GROUPS = 200

const about = (id: string): { target: Target } => ({ target: { type: 'import', id } })

export const reviewImport = command({
  name: 'imports.review',
  permission: 'users:invite',
  explain: 'Have a file of people reviewed for an import; nobody is invited by that.',
  input: reviewImportInput,
  async prepare(_, { content }) {
    const { text, encoding } = typeof content === 'string' ? { text: content, encoding: 'UTF-8' as const } : decode(await content())
    return { encoding, ...(await parseFile(text)) }
  },
  async run({ scope, actor, record }, { fileName }, { encoding, delimiter, ignored, rows }) {
    const names = new Set<string>()
    await eachInTurns(rows, row => possibleNames(row.groups).forEach(name => names.add(name)))
    const judgeRow = judging(await lookUp(scope, actor, rows.map(row => row.email), [...names]))
    const judged: JudgedRow[] = []
    await eachInTurns(rows, row => judged.push(judgeRow(row)))
    const id = uuidv7()
    // Rows of old imports go here, where new ones come.
    await importsIn(scope).forgetRows(UNDO_DAYS)
    await importsIn(scope).insert({ id, createdBy: actor.userId, fileName, total: judged.length })
    await importRowsIn(scope).insertMany(id, judged)
    const verdicts: Record<string, number> = {}
    for (const { verdict } of judged) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    record('import.reviewed', { file: fileName, encoding, delimiter, ignored, rows: judged.length, verdicts }, about(id))
    return { id, verdicts }
  },
})

export const startImport = command({
  name: 'imports.start',
  permission: 'users:invite',
  explain: 'Start an import that was reviewed: invite its people into groups whose permissions you hold yourself.',
  input: startImportInput,
  alsoDemands: ({ createGroups }) => (createGroups ? ['groups:create'] : []),
  inTurn: true,
  async run({ scope, actor, record }, { importId, createGroups, message, expiryDays }) {
    const { fileName, state } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['reviewed'], 'This import has been started already.')
    const missing = await demandGroupsHeld(scope, actor, importId, createGroups)
    const created = createGroups ? await makeGroups(scope, missing) : []
    await importsIn(scope).queue(importId, { createGroups, message, expiryDays, createdBy: actor.userId })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    for (const group of created) {
      const { id, name, slug, description } = group
      record('group.created', { group: { id, name }, slug, description }, { target: { type: 'group', id } })
    }
    record('import.started', { file: fileName, createdGroups: created.map(group => group.name), expiryDays }, about(importId))
  },
})

export const stopImport = command({
  name: 'imports.stop',
  permission: 'users:invite',
  explain: 'Stop an import; what it did so far stays.',
  input: importInput,
  async run({ scope, record }, { importId }) {
    const { fileName, state, done, total } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['queued', 'running'], 'This import is not running.')
    await importsIn(scope).setState(importId, 'stopped')
    record('import.stopped', { file: fileName, done, total }, about(importId))
  },
})

export const continueImport = command({
  name: 'imports.continue',
  permission: 'users:invite',
  explain: 'Let an import go on that was stopped, and answer for it from then on.',
  input: importInput,
  inTurn: true,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, done, total, createGroups } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped'], 'Only an import that was stopped can go on.')
    await demandGroupsHeld(scope, actor, importId, createGroups)
    await importsIn(scope).queue(importId, { createdBy: actor.userId })
    await jobsIn(scope).add(RUN_IMPORT, importId)
    record('import.continued', { file: fileName, done, total }, about(importId))
  },
})

export const undoImport = command({
  name: 'imports.undo',
  permission: 'users:invite',
  explain: `Undo an import within ${UNDO_DAYS} days: cancel those of its invitations that nobody accepted.`,
  input: importInput,
  async run({ scope, actor, record }, { importId }) {
    const { fileName, state, startedAt, finishedAt } = await importsIn(scope).findForUpdate(importId)
    mustBe(state, ['stopped', 'done'], 'Only an import that ended or was stopped can be undone.')
    const since = finishedAt ?? startedAt
    if (since && Date.now() - since.getTime() > UNDO_DAYS * DAY_MS) {
      throw new AppError('wrong_status', `An import can be undone for ${UNDO_DAYS} days; this one is older.`)
    }
    await importsIn(scope).setState(importId, 'undone', { createdBy: actor.userId })
    await jobsIn(scope).add(UNDO_IMPORT, importId)
    record('import.undo_started', { file: fileName }, about(importId))
  },
})

function mustBe(state: ImportState, allowed: ImportState[], sentence: string): void {
  if (!allowed.includes(state)) throw new AppError('wrong_status', sentence)
}

/**
 * Returns those names of groups, among the ones still to be handed out, that do not exist.
 * @throws AppError `not_held` when the others grant what the actor does not have
 */
async function demandGroupsHeld(scope: CompanyScope, actor: PermissionHolder, importId: string, withUnknown: boolean): Promise<string[]> {
  const names = await importRowsIn(scope).groupsToHandOut(importId, withUnknown)
  const known = await lookUpGroups(scope, actor, names)
  demandHeld(actor, [...known.values()].flatMap(group => group.notHeld), 'hand out')
  return names.filter(name => !known.has(name.toLowerCase()))
}

/** Groups of these names, without members and grants. */
async function makeGroups(scope: CompanyScope, wanted: string[]) {
  const names = [...new Map(wanted.map(name => [name.toLowerCase(), name])).values()]
  if (names.length > MAX_NEW_GROUPS) {
    throw new AppError('conflict', `This import would create ${names.length} groups, and may create ${MAX_NEW_GROUPS}. Perhaps its columns are mixed up.`)
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
