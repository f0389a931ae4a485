import { cleanLine } from '@/lib/kernel/fields'
import { headerKind } from '@/lib/kernel/header-kind'
import type { HeaderKind } from '@/lib/kernel/header-words'
import { isAddressCell } from './cells'

/** A row of a file, whatever it is made of. */
export interface FileRecord {
  /** Where it begins, the first line being 1. */
  line: number
  cells: string[]
}

export interface Layout {
  /** Undefined where the file begins with people. */
  header: FileRecord | undefined
  /** The first line of people. */
  begins: number
}

/** Titles, remarks and the version of a template stand above a header, and no more than this. */
const MOST_ABOVE = 20

/** How much a cell's name says that this is the header: an address is what no list is without. */
const weight = (kind: HeaderKind | undefined): number => {
  if (!kind || kind === 'problem' || kind === 'otherEmail') return 0
  return kind === 'email' ? 4 : kind === 'signInName' ? 3 : kind === 'looseEmail' || kind === 'personalEmail' ? 1 : 2
}

const nonEmpty = (record: FileRecord): string[] => record.cells.filter(cell => cleanLine(cell))

/** Long sentences are remarks. */
const MAX_NAME = 60

function headerScore(record: FileRecord): number {
  if (record.cells.some(isAddressCell)) return 0
  const kinds = nonEmpty(record).map(cell => (cell.length > MAX_NAME ? undefined : headerKind(cell)))
  return [...new Set(kinds)].reduce((sum, kind) => sum + weight(kind), 0)
}

/**
 * Where the people of a file begin: below the record that names the columns, wherever that stands, or with the first that has an address.
 * @param records the first of the file
 * @returns undefined where nothing says which column has addresses; `score` to compare readings of the same file by
 */
export function layoutOf(records: FileRecord[]): { layout: Layout | undefined; score: number } {
  const first = records.findIndex(record => record.cells.some(isAddressCell))
  const scores = records.slice(0, MOST_ABOVE).map(headerScore)
  const most = Math.max(0, ...scores)
  const place = scores.indexOf(most)
  const addressed = records.filter(record => record.cells.some(isAddressCell)).length
  // A sign-in name alone, or a name, is a header only where addresses follow; one below an address, as of who made the list, says more.
  const enough = first === -1 ? 3 : place < first ? 2 : 6
  const named = most >= enough ? records[place] : undefined
  const header = named ?? namelessHeader(records, first)
  const score = (named ? most * 1000 : 0) + addressed * 100
  if (header) return { layout: { header, begins: header.line + 1 }, score }
  if (first === -1) return { layout: undefined, score }
  const people = records.slice(records.findIndex(record => !isAbove(record, records[first]!)))
  return { layout: { header: undefined, begins: people[0]!.line }, score }
}

/** A title or what a program notes for itself, above people without a header. */
const isAbove = (record: FileRecord, people: FileRecord): boolean =>
  /^\W*(sep=|version:)/i.test(record.cells[0] ?? '') ||
  (nonEmpty(record).length === 1 && nonEmpty(people).length > 1 && !record.cells.some(isAddressCell))

/** What stands in a cell of which nobody knew what belongs there. */
const nothing = /^(?:none|nil|null|n\/?a|nobody|unknown|missing|pending|tb[acd])\b/i

/** Words, which begin with a letter; a number, a sign or a remark in brackets names no column. */
const isName = (cell: string): boolean => /^\p{L}/u.test(cleanLine(cell)) && cell.length <= MAX_NAME

/**
 * The record above the first address, where it names the columns in words that nobody knows: it has as many, one of them above the
 * addresses, none of them stands again below it, and nothing but titles is above. Else it may be somebody whose address is not there, whom
 * nobody would miss if they were taken for a header.
 */
function namelessHeader(records: FileRecord[], first: number): FileRecord | undefined {
  const [record, people] = [records[first - 1], records[first]]
  if (!record || !people || nonEmpty(record).length < nonEmpty(people).length) return undefined
  if (!nonEmpty(record).every(isName) || !records.slice(0, first - 1).every(title => isAbove(title, people)))
    return undefined
  const above = cleanLine(record.cells[people.cells.findIndex(isAddressCell)] ?? '')
  const standsBelow = (cell: string, at: number): boolean =>
    cleanLine(cell) !== '' && records.slice(first).some(({ cells }) => cleanLine(cells[at] ?? '') === cleanLine(cell))
  return above && !nothing.test(above) && !record.cells.some(standsBelow) ? record : undefined
}
