import type { CompanyScope } from '@/db/scope'
import { invalid } from '@/lib/kernel/errors'
import { cleanLine } from '@/lib/kernel/fields'
import { formatList } from '@/lib/kernel/format'
import { decode, encodingChoices, requireDecoded, type EncodingChoice } from './decode'
import type { Encoding } from './encodings'
import { formatOf, requireTable } from './formats'
import { guessColumns, type GuessedColumns } from './guess-columns'
import { layoutOf, type FileRecord } from './layout'
import { meaningLabels, type ColumnMeaning, type ColumnPlaces } from './meanings'
import { delimiterOf, headOf, textRecords, type Delimiter } from './text-records'
import { readWorkbook } from './workbook'

export interface SourceFile {
  /** Whose it is: workbooks of one company take turns. */
  companyId: string
  fileName: string
  /** Text where rows were pasted. */
  content: Uint8Array | string
  /** What a person chose where the bytes do not tell. */
  encoding?: Encoding
}

/** Whose file it is, as `prepare` is told it: by a scope of its own. */
export const companyOfFile = async ({ companyId }: CompanyScope): Promise<Pick<SourceFile, 'companyId'>> => ({
  companyId,
})

/** What was sent, with the bytes that an upload brings when it is asked for them. */
export const sourceOf = async (
  { companyId }: Pick<SourceFile, 'companyId'>,
  {
    fileName,
    content,
    encoding,
  }: {
    fileName: string
    content: string | (() => Promise<Uint8Array>)
    encoding?: Encoding | undefined
  },
): Promise<SourceFile> => ({
  companyId,
  fileName,
  content: typeof content === 'string' ? content : await content(),
  ...(encoding && { encoding }),
})

/** A file whose form is known, and of which nothing but the first rows has been looked at. */
export interface OpenedFile {
  /** How it was read, for people and the audit log. */
  form: FileForm
  header: FileRecord | undefined
  /** As many as the widest of the first rows has. */
  width: number
  /** The first rows of people. */
  samples: FileRecord[]
  guessed: GuessedColumns
  records: () => AsyncIterable<FileRecord>
}

export interface FileForm {
  encoding: Encoding | 'Excel workbook'
  delimiter?: Delimiter
  sheet?: string
  /** How many there are, where there is more than one. */
  sheets?: number
  /** Lines above the header, or above the first person, that were passed over. */
  above: number
}

/** Looked at to see what the columns are. */
const SAMPLED = 50

/** Programs allow 31 characters; a file may hold any. */
const shownSheet = (name: string): string => [...cleanLine(name)].slice(0, 40).join('')

const fileProblem = (sentence: string) => invalid({ file: sentence })

/** The encodings to choose from where only a person can tell; undefined where there is nothing to choose. */
export function encodingQuestion({ content, encoding, fileName }: SourceFile): EncodingChoice[] | undefined {
  if (typeof content === 'string' || formatOf(content, fileName) === 'zipped') return undefined
  return !encoding && !decode(content) ? encodingChoices(content) : undefined
}

/**
 * Finds out how a file is to be read.
 * @throws AppError `invalid_input` at `file` where it is no table of people, at `encoding` where a person has to choose one
 */
export async function openFile(source: SourceFile): Promise<OpenedFile> {
  const { content, fileName } = source
  if (typeof content !== 'string' && formatOf(content, fileName) === 'zipped') {
    const { sheet, sheets, head, records } = await readWorkbook(content, source.companyId, SAMPLED)
    if (!head.length) throw fileProblem('This workbook is empty.')
    return opened(head, records, {
      encoding: 'Excel workbook',
      sheet: shownSheet(sheet),
      ...(sheets > 1 && { sheets }),
    })
  }
  const { text, encoding } =
    typeof content === 'string'
      ? { text: content, encoding: 'UTF-8' as const }
      : requireDecoded(content, source.encoding)
  if (!/\S/.test(text)) throw fileProblem('This file is empty.')
  requireTable(text)
  const delimiter = delimiterOf(text)
  return opened(headOf(text, delimiter), () => textRecords(text, delimiter), { encoding, delimiter })
}

async function opened(
  head: FileRecord[],
  records: OpenedFile['records'],
  form: Omit<FileForm, 'above'>,
): Promise<OpenedFile> {
  const { layout } = layoutOf(head)
  if (!layout) {
    // What cannot be read at all has a better sentence of its own.
    for await (const _ of records()) if (_.line > (head.at(-1)?.line ?? 0)) break
    throw fileProblem(noAddresses(head))
  }
  const { header, begins } = layout
  const samples = head.filter(({ line }) => line >= begins)
  const width = Math.max(header?.cells.length ?? 0, ...samples.map(({ cells }) => cells.length))
  const above = head.filter(({ line }) => line < (header?.line ?? begins)).length
  return {
    form: { ...form, above },
    header,
    width,
    samples,
    guessed: guessColumns(
      header?.cells,
      samples.map(({ cells }) => cells),
    ),
    records: () => below(records(), begins),
  }
}

const noAddresses = ([first]: FileRecord[]): string =>
  `No column in this file has email addresses. The first line must name the columns, and one of them must be email, for example: email, name, groups.${
    first ? ` It reads ${quoteForPeople(first.cells)}.` : ''
  }`

async function* below(records: AsyncIterable<FileRecord>, begins: number): AsyncGenerator<FileRecord> {
  for await (const record of records) if (record.line >= begins) yield record
}

const quoteForPeople = (cells: string[]): string => `“${cells.map(cleanLine).filter(Boolean).join(', ').slice(0, 100)}”`

/** What a column is called for people: by its header, else by its place. */
export const columnName = (header: FileRecord | undefined, at: number): string =>
  cleanLine(header?.cells[at] ?? '').slice(0, 40) || `column ${at + 1}`

/**
 * What the columns are where nobody said so: the guess.
 * @throws AppError `invalid_input` at the meaning where several columns could have it
 */
export function requireGuess({ header, guessed }: OpenedFile): ColumnPlaces {
  const asked = Object.entries(guessed.asks) as [ColumnMeaning, number[]][]
  if (asked.length)
    throw invalid(
      Object.fromEntries(
        asked.map(([meaning, places]) => {
          const names = places.map(at => `“${columnName(header, at)}” (column ${at + 1})`)
          return [
            meaning,
            `${formatList(names)}${header ? ` in line ${header.line}` : ''} all match. Choose which one is “${meaningLabels[meaning]}”.`,
          ]
        }),
      ),
    )
  if (guessed.places.email === undefined) throw fileProblem(noAddresses(header ? [header] : []))
  return guessed.places
}
