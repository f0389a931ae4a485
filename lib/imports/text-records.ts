import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse, type CsvError } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { invalid } from '@/lib/kernel/errors'
import { inBatches, nextReadableLine } from './batches'
import { layoutOf, type FileRecord } from './layout'

/** What stands between the cells. */
export const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const
export type Delimiter = keyof typeof delimiters

/** A longer row is one whose quotation mark was never closed. */
const MAX_ROW_LENGTH = 64_000

/** Looked at to find out what a file is made of: a little more than its longest row. */
const HEAD_LENGTH = MAX_ROW_LENGTH + 2000
const HEAD_RECORDS = 50
const HEAD_CELLS = 1000

const fileProblem = (sentence: string) => invalid({ file: sentence })

const options = (delimiter: string) => ({
  delimiter,
  record_delimiter: '\n',
  info: true as const,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: MAX_ROW_LENGTH,
})

/** Info counts lines up to the record's end. */
const lineOf = (cells: string[], lines: number): number => lines - cells.join('').split('\n').length + 1

/** The first records of a text, as far as they can be read. */
export function headOf(text: string, delimiter: Delimiter): FileRecord[] {
  const head = text.slice(0, HEAD_LENGTH).replace(/\r\n?/g, '\n')
  const records: FileRecord[] = []
  try {
    parseAtOnce(head, {
      ...options(delimiters[delimiter]),
      info: false,
      to: HEAD_RECORDS,
      on_record(cells: string[], { lines }) {
        records.push({ line: lineOf(cells, lines), cells: cells.slice(0, HEAD_CELLS) })
        return null
      },
    })
  } catch {
    // What is wrong is said with its line when all is read.
  }
  // The last one may have been cut.
  return text.length > HEAD_LENGTH && records.length > 1 && records.length < HEAD_RECORDS
    ? records.slice(0, -1)
    : records
}

/** In the first line, for Excel. */
const separatorLine = /^\s*"?sep=([,;\t|])"?\s*(?:[\r\n]|$)/i

/**
 * What stands between the cells of a text: what its first line says, else what makes most sense of its first lines.
 * @throws AppError `invalid_input` at `file` where the first line has no end
 */
export function delimiterOf(text: string): Delimiter {
  const all = Object.keys(delimiters) as Delimiter[]
  const [, said] = separatorLine.exec(text.slice(0, 200)) ?? []
  if (said) return all.find(name => delimiters[name] === said)!
  if (/\S.*/.exec(text)![0].length > MAX_ROW_LENGTH)
    throw fileProblem(
      'The first line of this file is too long. It must name the columns, for example: email, name, groups.',
    )
  const readings = all.map(name => {
    const records = headOf(text, name)
    return { name, ...layoutOf(records), cells: Math.max(0, ...records.slice(0, 20).map(({ cells }) => cells.length)) }
  })
  return readings.reduce((one, next) =>
    next.score > one.score || (next.score === one.score && next.cells > one.cells) ? next : one,
  ).name
}

/**
 * The records of a text, read in portions, so that other requests are answered meanwhile.
 * @throws AppError `invalid_input` at `file`, which names the line that cannot be read
 */
export async function* textRecords(text: string, delimiter: Delimiter): AsyncGenerator<FileRecord> {
  const mark = delimiters[delimiter]
  let ended = 0
  const parser = parse({
    ...options(mark),
    on_record(row: string[], { lines }) {
      ended = lines
      return row
    },
  })
  // What fails is heard where the records are read.
  pipeline(Readable.from(inBatches(text, mark)), parser).catch(() => {})
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { cells: record, line: lineOf(record, info.lines) }
  } catch (error) {
    throw explained(error as CsvError, text, ended)
  }
}

/** Names the line that the unreadable row begins at; `ended` is where the last readable one ended. */
function explained(error: CsvError, text: string, ended: number): Error {
  if (!error.code?.startsWith('CSV_')) return error
  const line = nextReadableLine(text, ended)
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return fileProblem(`A quotation mark in line ${line} is never closed.`)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return fileProblem(`The row in line ${line} is too long. Check for a missing quotation mark.`)
  return fileProblem(`This file cannot be read as CSV from line ${line} on.`)
}
