import { setImmediate } from 'node:timers/promises'
import { invalid } from '@/lib/kernel/errors'
import { cleanLine } from '@/lib/kernel/fields'
import { headerKind } from '@/lib/kernel/header-kind'
import { ROWS_AT_ONCE } from './batches'
import { isAddressCell, MAX_CELL_LENGTH, personIn } from './cells'
import { MAX_ROWS } from './input'
import type { FileRecord } from './layout'
import type { ColumnPlaces } from './meanings'
import type { FileForm, OpenedFile } from './open-file'
import { delimiters } from './text-records'

/** A row as it stands in the file. */
export interface FileRow {
  /** Where it begins, the first line of the file being 1. */
  line: number
  email: string
  name: string
  title: string
  groups: string
  /** What keeps the row as a whole from being read, such as more cells than the header names; a sentence. */
  misshapen?: string
}

interface ParsedFile {
  form: FileForm
  /** Columns that mean nothing here, all of them; what is called so may be anything that a file holds. */
  ignored: string[]
  rows: FileRow[]
}

const fileProblem = (sentence: string) => invalid({ file: sentence })

/**
 * The people of a file. Reads in portions, so that other requests are answered meanwhile.
 * @throws AppError `invalid_input` at `file` when it cannot be read as a whole; what is wrong with a single row is for `rowValidator`
 */
export async function readRows(file: OpenedFile, places: ColumnPlaces): Promise<ParsedFile> {
  const { form, header, width } = file
  const used = Object.values(places)
  if (used.some(at => at >= width)) throw invalid({ email: 'The columns of this file do not match the chosen ones.' })
  const mark = form.delimiter && delimiters[form.delimiter]
  const rows: FileRow[] = []
  for await (const { cells, line } of file.records()) {
    if (rows.length % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
    if (rows.length === MAX_ROWS) throw fileProblem('This file has more than 10,000 rows. Split it into several files.')
    const { problem, ...person } = personIn(cells, places)
    const known = used.map(at => cells[at] ?? '')
    const misshapen = mark ? (tooWide(header, width, cells) ?? swallowed(known, cells, mark)) : undefined
    rows.push({ line, ...person, misshapen: misshapen ?? overlong(known) ?? problem })
  }
  if (!rows.length)
    throw fileProblem(
      `This file has no rows below ${header && header.line > 1 ? `line ${header.line}` : 'the first line'}, which names the columns.`,
    )
  return { form, ignored: ignoredColumns(header, used), rows }
}

function ignoredColumns(header: FileRecord | undefined, used: number[]): string[] {
  const names = (header?.cells ?? []).filter((name, at) => !used.includes(at) && headerKind(name) !== 'problem')
  return names.map(name => cleanLine(name).slice(0, 40)).filter(Boolean)
}

/** More are not named in an event. */
const MAX_NAMED = 20

/** Columns that mean nothing, for the audit log: by name where it is one of a column, since a header may be somebody's row, and how many others. */
export function loggedColumns(ignored: string[]): { ignored: string[]; ignoredOthers?: number } {
  const named = ignored.filter(name => headerKind(name)).slice(0, MAX_NAMED)
  const others = ignored.length - named.length
  return { ignored: named, ...(others && { ignoredOthers: others }) }
}

function tooWide(header: FileRecord | undefined, width: number, cells: string[]): string | undefined {
  const named = header?.cells.length ?? width
  if (!cells.slice(named).some(cell => cell.trim())) return undefined
  return `This row has ${cells.length} cells, but the first line has ${named}. Put cells that contain a separator in quotation marks.`
}

/**
 * A stray quotation mark makes one cell of several rows, which a name or an address never is; in another column it is one where
 * a line in it is a whole row.
 */
function swallowed(known: string[], cells: string[], mark: string): string | undefined {
  const isRow = (line: string): boolean => {
    const parts = line.split(mark)
    return parts.length >= cells.length && parts.length > 1 && parts.some(isAddressCell)
  }
  const cell =
    known.find(text => text.includes('\n') && /\S@\S|[,;\t|]"|"[,;\t|]/.test(text)) ??
    cells.find(text => text.includes('\n') && text.split('\n').some(isRow))
  if (cell === undefined) return undefined
  return `A quotation mark in this row turned ${cell.split('\n').length} lines into one cell. Fix the quotation marks, or the people in these lines will be missing.`
}

function overlong(cells: string[]): string | undefined {
  if (cells.every(cell => cell.length <= MAX_CELL_LENGTH)) return undefined
  return 'A cell in this row has more than 4,000 characters. Check for a missing quotation mark.'
}
