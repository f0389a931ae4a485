import { cleanLine } from '@/lib/kernel/fields'
import { addresseeFrom, addresseeOf, MAX_PIECE, type ReadPiece } from './addressee'
import { personColumnOf, type PersonColumn } from './column-names'

/** What was pasted as a table: those of its rows that name somebody, and the lines around them that are none. */
interface ReadTable {
  read: ReadPiece[]
  rest: string[]
}

type Header = Partial<Record<PersonColumn, number>>

const isFilled = (cell: string): boolean => /\S/.test(cell)

/**
 * Cells and rows as a spreadsheet copies them: a cell with a line break, a tab or a quotation mark in it stands between quotation marks,
 * which are doubled inside. A quotation mark that begins a cell and closes elsewhere is a letter like others.
 */
function rowsOf(text: string, delimiter: string): { cells: string[]; raw: string }[] {
  const rows: { cells: string[]; raw: string }[] = []
  const mark = delimiter === '|' ? '\\|' : delimiter
  const quoted = new RegExp(`"((?:[^"]|"")*)"[^\\S\\n\\t]*(?=[${mark}\\n]|$)`, 'y')
  // A name in quotation marks before an address in angle brackets is part of the cell, whatever is in it.
  const plain = new RegExp(`(?:"[^"\\n]*"[^\\S\\n\\t]*(?=<))?[^${mark}\\n]*`, 'y')
  let cells: string[] = []
  let begin = 0
  // A quotation mark behind which none closes a cell is looked at once.
  let unclosed = text.lastIndexOf('"')
  for (let at = 0; ;) {
    quoted.lastIndex = at
    const cell = text[at] === '"' && at < unclosed ? quoted.exec(text) : null
    if (text[at] === '"' && !cell) unclosed = -1
    if (cell) {
      cells.push(cell[1]!.replaceAll('""', '"'))
      at = quoted.lastIndex
    } else {
      plain.lastIndex = at
      cells.push(plain.exec(text)![0])
      at = plain.lastIndex
    }
    if (text[at] === delimiter) {
      at++
      continue
    }
    rows.push({ cells, raw: text.slice(begin, at) })
    if (at >= text.length) return rows
    cells = []
    begin = ++at
  }
}

/** The columns that a row names, where it is a header: it names the one of the addresses and holds none. */
function headerOf(cells: string[]): Header | undefined {
  if (cells.some(cell => cell.includes('@'))) return undefined
  const header: Header = {}
  cells.forEach((cell, at) => {
    const column = personColumnOf(cell)
    if (column) header[column] ??= at
  })
  return header.email === undefined ? undefined : header
}

const joined = (cells: (string | undefined)[]): string =>
  cells
    .map(cell => cleanLine(cell ?? ''))
    .filter(Boolean)
    .join(' ')

/** Somebody by a row below a header. */
function byHeader(header: Header, cells: string[]): ReadPiece | undefined {
  const cell = (column: PersonColumn): string => {
    const at = header[column]
    return at === undefined ? '' : (cells[at] ?? '').trim()
  }
  const written = joined(cells).slice(0, MAX_PIECE)
  if (!written) return undefined
  const address = cell('email')
  if (!address.includes('@') || cells.some(text => text.length > MAX_PIECE)) return { text: written }
  const own = addresseeOf(address)
  const ownName = 'email' in own ? own.name : undefined
  const name = joined([cell('first'), cell('last')])
  const full =
    header.last !== undefined && header.first === undefined ? joined([cell('name'), cell('last')]) : cell('name')
  return addresseeFrom(
    {
      address: 'email' in own ? own.email : address,
      name: cleanLine(full || name) || ownName,
      title: cleanLine(cell('title')),
      groups: cell('groups'),
    },
    written,
  )
}

const isNumberOrSign = (cell: string): boolean => !/\p{L}/u.test(cell)

/** A part of a name that stands in a cell of its own. */
const isOneWord = (cell: string): boolean => /^\p{L}[\p{L}\p{M}'’.-]*$/u.test(cell.trim())

/**
 * Somebody by a row of which nothing says what its cells are: the name is the cell before the address, else the one behind it; two
 * before it with a word each are first and last name. What else there is may be anything, and is no part of a name.
 * @returns text where it is no row but a line of a list, such as a bullet with a tab behind it
 */
function byPlace(cells: string[], raw: string): ReadPiece | string {
  const told = cells.filter(cell => isFilled(cell) && (cell.includes('@') || !isNumberOrSign(cell)))
  const at = told.findIndex(cell => cell.includes('@'))
  const address = told[at]
  if (address === undefined || address.length > MAX_PIECE || told.some((cell, n) => n !== at && cell.includes('@')))
    return raw
  if (told.length === 1) return address
  const own = addresseeOf(address)
  const written = joined(cells).slice(0, MAX_PIECE)
  if (!('email' in own) && !own.problem) return { text: written }
  if ('email' in own && own.name) return own
  const [first, second] = told
  const name =
    at === 2 && isOneWord(first!) && isOneWord(second!) ? joined([first, second]) : at > 0 ? told[0] : told[1]
  return addresseeFrom({ address, name: name && cleanLine(name) }, written)
}

const markdownRule = /^(?=[^-]*-)[\s|:+-]*$/

/** Reads rows with what stands between their cells; what is no row of the table is handed back, in order. */
function readRows(text: string, delimiter: string): ReadTable {
  const table: ReadTable = { read: [], rest: [] }
  let header: Header | undefined
  for (const { cells: found, raw } of rowsOf(text, delimiter)) {
    const cells = delimiter === '|' && !isFilled(found[0]!) ? found.slice(1) : found
    const named = headerOf(cells)
    if (named) {
      header = named
      continue
    }
    if (delimiter === '|' && markdownRule.test(raw)) continue
    if (cells.filter(isFilled).length < 2 && (!header || cells.length < 2)) {
      table.rest.push(delimiter === '|' ? joined(cells) : raw)
      continue
    }
    const row = header ? byHeader(header, cells) : byPlace(cells, raw)
    if (typeof row === 'string') table.rest.push(row)
    else if (row) table.read.push(row)
  }
  return table
}

/** Rows without a header, each with one address in the same place and as many cells as the others. */
function isEven(lines: string[], delimiter: string): boolean {
  const rows = lines.map(line => line.split(delimiter).map(cell => cell.trim()))
  const [first] = rows
  const at = first!.findIndex(cell => cell.includes('@'))
  return (
    rows.length > 1 &&
    first!.length > 1 &&
    rows.every(
      cells =>
        cells.length === first!.length &&
        cells.every((cell, n) => Boolean(cell) && cell.includes('@') === (n === at) && !/[<"]/.test(cell)),
    )
  )
}

/** @returns what stands between the cells, where the text is a table; a single column with a header is one, too */
function delimiterOf(text: string): string | undefined {
  if (text.includes('\t')) return '\t'
  const lines = text.split('\n').filter(isFilled)
  const [first] = lines
  if (first === undefined || first.length > MAX_PIECE) return undefined
  const drawn = lines.filter(line => line.length <= 4 * MAX_PIECE && /^\s*\|[^|]*\|/.test(line))
  if (drawn.length === lines.length) return '|'
  const headed = [',', ';', '|'].find(mark => first.includes(mark) && headerOf(first.split(mark)))
  if (headed || headerOf([first])) return headed ?? '\t'
  if (lines.length > 1000 || lines.some(line => line.length > 4 * MAX_PIECE)) return undefined
  return [',', ';', '|'].find(mark => isEven(lines, mark))
}

/** Reads a table of people as it is copied from a spreadsheet, a page or a CSV file. @returns all as lines where it is none */
export function readTable(text: string): ReadTable {
  const delimiter = delimiterOf(text)
  return delimiter === undefined ? { read: [], rest: text.split('\n') } : readRows(text, delimiter)
}
