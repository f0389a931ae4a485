import { z } from 'zod'
import { jsonList, batch, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn, MOST_WAITING } from '@/db/repositories/imports'
import { invitationsIn } from '@/db/repositories/invitations'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { EventKind, RowVerdict } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { lookup } from '@/lib/kernel/lookup'
import { noOutput } from '@/lib/kernel/outputs'
import { query, type RecordEvent } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { whyNotHeld } from '@/lib/permissions/held'
import { choiceOf, optionalVerdicts, type ImportChoices } from './choices'
import { importInput, listImportsInput, NAMED_GROUPS, viewImportInput } from './input'
import { resultOrder, verdictOrder, type RowKind } from './labels'
import {
  listImportsOutput,
  listImportsPageOutput,
  viewImportOutput,
  viewImportPageOutput,
  viewImportProgressOutput,
  downloadFailedRowsOutput,
} from './output'
import './events'

const PAGE = 25
const ROWS = 50

/** What happened to an import is a handful of events, and somebody who stops and continues it all day. */
const HISTORY = 30

/** Looking at it is not part of its story. */
const telling = ['change', 'refusal'] as const satisfies readonly EventKind[]

type ImportListInput = z.output<typeof listImportsInput>

/** What programs and the page of imports read. */
const importListReads = (scope: CompanyScope, { cursor, limit = PAGE }: ImportListInput) => ({
  found: jsonList(importsIn(scope).list(decodeCursor(cursor), limit)),
  total: importsIn(scope).total(),
})

/** What both are told, and the record that they were. */
function importsSeen(
  { found, total }: Batch<ReturnType<typeof importListReads>>,
  { cursor, limit = PAGE }: ImportListInput,
  record: RecordEvent,
) {
  const { rows, ...neighbours } = pageOf(found, limit, decodeCursor(cursor), row => row.createdAt.toISOString())
  record('imports.listed', { shown: rows.length })
  return { imports: rows, ...neighbours, total }
}

export const listImports = query({
  name: 'imports.list',
  permission: 'users:import',
  explain: 'See imports and upload files.',
  input: listImportsInput,
  output: listImportsOutput,
  http: { method: 'GET', path: '/imports' },
  run: async ({ scope, record }, input) =>
    importsSeen(await batch(scope.tx, importListReads(scope, input)), input, record),
})

export const listImportsPage = query({
  name: 'imports.listPage',
  permission: 'users:import',
  explain: 'See imports and upload files.',
  input: listImportsInput,
  output: listImportsPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const { preferences, ...read } = await batch(scope.tx, {
      ...importListReads(scope, input),
      preferences: listPreferencesFor(scope, actor.userId, 'imports'),
    })
    const { columns } = listPreferencesSeen('imports', preferences)
    return { ...importsSeen(read, input, record), columns, keptReviews: MOST_WAITING }
  },
})

/** What programs and its page read of an import. */
const importReads = (scope: CompanyScope, { importId, show, cursor }: z.output<typeof viewImportInput>) => {
  const rows = importRowsIn(scope)
  return {
    imports: jsonList(importsIn(scope).one(importId)),
    counts: jsonList(rows.counts(importId)),
    found: jsonList(rows.list(importId, show, { before: verdictOrder, after: resultOrder }, cursor, ROWS)),
    fates: jsonList(rows.fates(importId)),
  }
}

/** What both are told of it, and the record that they were. @throws AppError `not_found`. */
function importSeen(
  { imports, counts, found, fates }: Batch<ReturnType<typeof importReads>>,
  { importId, cursor }: z.output<typeof viewImportInput>,
  record: RecordEvent,
) {
  const seen = imports[0]
  if (!seen) throw notFound('Import')
  record('import.viewed', { file: seen.fileName }, { target: { type: 'import', id: importId } })
  const countOf = new Map(counts.map(({ kind, count }) => [kind, count]))
  const kinds: readonly RowKind[] = seen.state === 'reviewed' ? verdictOrder : resultOrder
  return {
    import: seen,
    counts: kinds.filter(kind => countOf.has(kind)).map(kind => ({ kind, count: countOf.get(kind)! })),
    ...pageOfLines(found, cursor),
    /** Of those whom it invited. */
    fates: fates[0] ?? { open: 0, accepted: 0 },
  }
}

export const viewImport = query({
  name: 'imports.view',
  permission: 'users:import',
  explain: 'See an import with its rows and their results.',
  input: viewImportInput,
  output: viewImportOutput,
  http: { method: 'GET', path: '/imports/:importId' },
  async run({ scope, record }, input) {
    return importSeen(await batch(scope.tx, importReads(scope, input)), input, record)
  },
})

export const viewImportPage = query({
  name: 'imports.viewPage',
  permission: 'users:import',
  explain: 'See an import with its rows and their results.',
  input: viewImportInput,
  output: viewImportPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const { importId, show } = input
    const { unknownGroups, leftOut, history, opened, administrators, ...read } = await batch(scope.tx, {
      ...importReads(scope, input),
      opened: soleHoldersIn(scope).keysOfSelected(invitationsIn(scope).openUsersOf(importId)),
      administrators: jsonList(administratorsIn(scope).names()),
      leftOut: jsonList(importRowsIn(scope).leftOut(importId, optionalVerdicts)),
      unknownGroups: jsonList(importRowsIn(scope).unknownGroups(importId, NAMED_GROUPS)),
      history: jsonList(auditEventsIn(scope).list({ targetId: importId, kinds: telling }, HISTORY)),
    })
    const seen = importSeen(read, input, record)
    const helpers = administrators.map(({ name }) => name)
    const granted = seen.import.groups.flatMap(group => group.grants)
    return {
      ...seen,
      show: show ?? seen.counts[0]?.kind,
      /** Why the reader may not undo it, or hand out its groups as they were reviewed, and whom to ask. */
      hindrances: {
        undo: whyNotHeld('cancelInvitation', actor, opened, helpers),
        start: whyNotHeld('handOut', actor, granted, helpers),
      },
      leftOut: leftOutByChoice(seen.import.state === 'done' ? leftOut : []),
      /** Some of them, by name. */
      unknownGroups: unknownGroups.map(group => group.name),
      history: history.slice(0, HISTORY),
    }
  },
})

function leftOutByChoice(counts: { verdict: RowVerdict; count: number }[]): Record<keyof ImportChoices, number> {
  const countOf = (choice: keyof ImportChoices): number =>
    counts.find(({ verdict }) => lookup<keyof ImportChoices>(choiceOf, verdict) === choice)?.count ?? 0
  return { createGroups: countOf('createGroups'), addGroups: countOf('addGroups'), reactivate: countOf('reactivate') }
}

/** A page by line; cursors as `lineCursor` reads them. */
function pageOfLines<Row extends { line: number }>(found: Row[], cursor: number | undefined) {
  const back = cursor !== undefined && cursor < 0
  const more = found.length > ROWS
  const rows = found.slice(0, ROWS)
  if (back) rows.reverse()
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    rows,
    previous: first && (back ? more : cursor !== undefined) ? String(-first.line) : undefined,
    next: last && (back || more) ? String(last.line) : undefined,
  }
}

export const viewImportProgress = query({
  name: 'imports.viewProgress',
  permission: 'users:import',
  explain: 'See the progress of an import.',
  input: importInput,
  output: viewImportProgressOutput,
  http: { method: 'GET', path: '/imports/:importId/progress' },
  unrecorded:
    'The page of the import, which asks this every two seconds, was recorded as it was opened; here are two numbers.',
  async run({ scope }, { importId }) {
    const { state, done, total, undoneAt } = await importsIn(scope).find(importId)
    return { state, done, total, ended: !['queued', 'running'].includes(state) && !(state === 'undone' && !undoneAt) }
  },
})

export const downloadFailedRows = query({
  name: 'imports.downloadFailed',
  permission: 'users:import',
  explain: 'Download the failed rows of an import.',
  input: importInput,
  output: downloadFailedRowsOutput,
  internal: 'It is a file that a page offers.',
  async run({ scope, record }, { importId }) {
    const { imports, rows } = await batch(scope.tx, {
      imports: jsonList(importsIn(scope).one(importId)),
      rows: jsonList(importRowsIn(scope).bad(importId)),
    })
    const found = imports[0]
    if (!found) throw notFound('Import')
    record(
      'import.downloaded',
      { file: found.fileName, rows: rows.length },
      { target: { type: 'import', id: importId } },
    )
    return { fileName: found.fileName, rows }
  },
})

/** Reads nothing: it decides who gets the template. */
export const downloadImportTemplate = query({
  name: 'imports.downloadTemplate',
  permission: 'users:import',
  explain: 'Download the import template.',
  input: z.object({}),
  output: noOutput,
  internal: 'It is a file that a page offers.',
  async run({ record }) {
    record('import_template.downloaded', {})
  },
})
