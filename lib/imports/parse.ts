import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { parse, type CsvError } from 'csv-parse'
import { unescapeFormula } from '@/lib/kernel/csv'
import { invalid } from '@/lib/kernel/errors'
import { cleanLine, trimUnseen } from '@/lib/kernel/fields'
import { fold } from '@/lib/kernel/fold'
import { nextReadableLine, inBatches, ROWS_AT_ONCE } from './batches'
import { MAX_ROWS } from './input'

/** A row as it stands in the file. */
export interface FileRow {
  /** Where it begins, the header being line 1. */
  line: number
  email: string
  name: string
  groups: string
  /** More or fewer cells than the header names; the sentence says so. */
  misshapen?: string
}

interface ParsedFile {
  delimiter: Delimiter
  /** Columns that mean nothing here. */
  ignored: string[]
  rows: FileRow[]
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const
type Delimiter = keyof typeof delimiters

const columnNames = {
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address'],
  name: ['name', 'full name'],
  groups: ['groups', 'group'],
}
type ColumnName = keyof typeof columnNames

/** Written by our own download of failed rows, for people. */
const PROBLEM = 'problem'

/** A longer row is one whose quotation mark was never closed. */
const MAX_ROW_LENGTH = 64_000

/** Longer than any name, and than twenty names of groups; what is beyond is not looked at. */
const MAX_CELL_LENGTH = 4000

const fileProblem = (sentence: string) => invalid({ file: sentence })

/** The columns that a header names, by position. */
function columnsOf(header: string[]): Partial<Record<ColumnName, number>> {
  const columns: Partial<Record<ColumnName, number>> = {}
  const names = header.map(cell => fold(cleanLine(cell)))
  for (const column of Object.keys(columnNames) as ColumnName[]) {
    const places = names.flatMap((name, at) => (columnNames[column].includes(name) ? [at] : []))
    if (places.length > 1) throw fileProblem(`Two columns are called ${column}. Keep one of them.`)
    if (places.length) columns[column] = places[0]
  }
  return columns
}

/** The delimiter that cuts the first line into the most columns that we know, then into the most. */
function delimiterOf(text: string): Delimiter {
  const first = /\S.*/.exec(text)![0]
  if (first.length > MAX_ROW_LENGTH)
    throw fileProblem('The first line of this file is far too long. It must name the columns: email, name, groups.')
  const score = (name: Delimiter): number => {
    const cells = first.split(delimiters[name]).map(cell => fold(cleanLine(cell.replaceAll('"', ''))))
    const known = cells.filter(cell => Object.values(columnNames).some(names => names.includes(cell)))
    return known.length * 1000 + cells.length
  }
  return (Object.keys(delimiters) as Delimiter[]).reduce((best, next) => (score(next) > score(best) ? next : best))
}

const quoteForPeople = (cells: string[]): string => `“${cells.map(cleanLine).join(', ').slice(0, 100)}”`

/**
 * A file as rows. Reads in portions, so that other requests are answered meanwhile.
 * @throws AppError `invalid_input` at `file` when it cannot be read as a whole; what is wrong with a single row is for `rowValidator`
 */
export async function parseFile(text: string): Promise<ParsedFile> {
  if (!/\S/.test(text)) throw fileProblem('There is nothing in this file.')
  const delimiter = delimiterOf(text)
  const rows: FileRow[] = []
  let header: string[] | undefined
  let columns: Partial<Record<ColumnName, number>> = {}
  for await (const { cells, line } of recordsOf(text, delimiters[delimiter])) {
    if (rows.length % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
    if (!header) {
      header = cells
      columns = columnsOf(cells)
      if (columns.email === undefined) {
        throw fileProblem(
          `The first line must name the columns, one of them email: email, name, groups. It reads ${quoteForPeople(cells)}.`,
        )
      }
      continue
    }
    if (rows.length === MAX_ROWS)
      throw fileProblem('There are more than 10,000 rows in this file. Divide it into several.')
    const cell = (column: ColumnName): string =>
      unescapeFormula(
        ((columns[column] === undefined ? undefined : cells[columns[column]]) ?? '').slice(0, MAX_CELL_LENGTH),
      )
    const known = Object.values(columns).map(at => cells[at] ?? '')
    rows.push({
      line,
      email: trimUnseen(cell('email')),
      name: cleanLine(cell('name')),
      groups: cell('groups'),
      misshapen: misshapen(header, cells) ?? swallowed(known) ?? overlong(known),
    })
  }
  if (!rows.length) throw fileProblem('There are no rows below the first line, which names the columns.')
  const known = new Set(Object.values(columns))
  const ignored = header!.filter((name, at) => !known.has(at) && cleanLine(name) && fold(cleanLine(name)) !== PROBLEM)
  return { delimiter, ignored: ignored.map(name => cleanLine(name).slice(0, 40)).slice(0, 20), rows }
}

function misshapen(header: string[], cells: string[]): string | undefined {
  if (!cells.slice(header.length).some(cell => cell.trim())) return undefined
  return `There are ${cells.length} cells in this row, and the first line names ${header.length}. Put a cell with a separator in it in quotation marks.`
}

/** A stray quotation mark makes one cell of several rows, which a name or an address never is. */
function swallowed(cells: string[]): string | undefined {
  const cell = cells.find(text => text.includes('\n') && /\S@\S|[,;\t]"|"[,;\t]/.test(text))
  if (cell === undefined) return undefined
  return `A quotation mark in this row made one cell of ${cell.split('\n').length} lines. Mend the quotation marks, or the people in these lines are missed.`
}

function overlong(cells: string[]): string | undefined {
  if (cells.every(cell => cell.length <= MAX_CELL_LENGTH)) return undefined
  return 'A cell in this row has more than 4,000 characters. Perhaps a quotation mark is missing.'
}

async function* recordsOf(text: string, delimiter: string): AsyncGenerator<{ cells: string[]; line: number }> {
  let ended = 0
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_ROW_LENGTH,
    on_record(row: string[], { lines }) {
      ended = lines
      return row
    },
  })
  // What fails is heard where the records are read.
  pipeline(Readable.from(inBatches(text, delimiter)), parser).catch(() => {})
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // Counted up to the record's end.
      yield { cells: record, line: info.lines - record.join('').split('\n').length + 1 }
    }
  } catch (error) {
    throw explained(error as CsvError, text, ended)
  }
}

/** Names the line that the unreadable row begins at; `ended` is where the last readable one ended. */
function explained(error: CsvError, text: string, ended: number): Error {
  if (!error.code?.startsWith('CSV_')) return error
  const line = nextReadableLine(text, ended)
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return fileProblem(`A quotation mark in line ${line} is opened and never closed.`)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return fileProblem(`The row in line ${line} is far too long. Perhaps a quotation mark is missing.`)
  return fileProblem(`This file cannot be read as CSV from line ${line} on.`)
}
