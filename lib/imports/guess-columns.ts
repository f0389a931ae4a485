import { partsOf } from '@/lib/kernel/email-address'
import { fold } from '@/lib/kernel/fold'
import { headerKind } from '@/lib/kernel/header-kind'
import { honorifics, type HeaderKind } from '@/lib/kernel/header-words'
import { addressInCell, isAddressCell } from './cells'
import type { ColumnMeaning, ColumnPlaces } from './meanings'

/** Which column is what, and where two could be meant, which. */
export interface GuessedColumns {
  places: ColumnPlaces
  asks: Partial<Record<ColumnMeaning, number[]>>
}

interface Column {
  at: number
  header: string
  kind: HeaderKind | undefined
  /** The cells below the header that were looked at, clean; empty ones too. */
  cells: string[]
  /** Of these, what has something in it, and what of that is an address: found once, for columns are compared with each other. */
  filled: string[]
  addresses: string[]
}

const mostly = (some: unknown[], all: unknown[]): boolean => all.length > 0 && some.length * 2 >= all.length
const isOf =
  (...kinds: HeaderKind[]) =>
  (column: Column) =>
    column.kind !== undefined && kinds.includes(column.kind)

/** The first column of the first of these kinds, one with something in it before an empty one. */
function best(columns: Column[], ...kinds: HeaderKind[]): Column | undefined {
  const ordered = kinds.flatMap(kind => columns.filter(isOf(kind)))
  return ordered.find(column => column.filled.length) ?? ordered[0]
}

/** Whether two columns of addresses say the same, as far as both say something. */
function agree(one: Column, other: Column): boolean {
  const both = one.cells.flatMap((cell, row) => (cell && other.cells[row] ? [[cell, other.cells[row]] as const] : []))
  return both.length > 0 && both.every(([cell, too]) => fold(cell) === fold(too))
}

/**
 * What the columns of a file are, by their names, and where these do not tell, by what is in them.
 * @param header undefined where the file has none
 * @param samples the first rows below it
 */
export function guessColumns(header: string[] | undefined, samples: string[][]): GuessedColumns {
  const width = Math.max(header?.length ?? 0, ...samples.map(cells => cells.length))
  const columns = Array.from({ length: width }, (_, at): Column => {
    const name = header?.[at] ?? ''
    const cells = samples.map(row => (row[at] ?? '').trim())
    const filled = cells.filter(Boolean)
    return { at, header: name, kind: headerKind(name), cells, filled, addresses: filled.filter(isAddressCell) }
  })
  const { chosen, spare, asked } = addressColumn(columns)
  const address = chosen ?? asked[0]
  const rest = columns.filter(column => column !== address)
  const fallback = spare ?? rest.find(column => column.kind === 'signInName' && column.addresses.length)
  const names = nameColumns(rest) ?? namesByContent(rest, address, !header)
  const title = titleColumn(rest)
  const groups = best(rest, 'groups') ?? (header ? undefined : lastOf(rest, Object.values(names)))
  const found: Partial<Record<ColumnMeaning, Column | undefined>> = {
    email: chosen,
    fallbackEmail: fallback,
    ...names,
    title,
    groups,
  }
  const places = Object.fromEntries(
    Object.entries(found).flatMap(([meaning, column]) => (column ? [[meaning, column.at]] : [])),
  ) as ColumnPlaces
  return { places, asks: { ...(asked.length && { email: asked.map(({ at }) => at) }), ...twins(found, columns) } }
}

/** The column of addresses and one that says the same, or those of which only a person can say which is meant. */
function addressColumn(columns: Column[]): { chosen?: Column; spare?: Column; asked: Column[] } {
  const named = columns.filter(isOf('email', 'looseEmail', 'personalEmail'))
  const withAddresses = named.filter(column => column.addresses.length)
  const byContent = columns.filter(
    column => !isOf('otherEmail', 'signInName', 'emailDisplayName')(column) && mostly(column.addresses, column.filled),
  )
  const candidates = withAddresses.length ? withAddresses : byContent
  if (!candidates.length) {
    const signIn = columns.find(column => column.kind === 'signInName' && column.addresses.length)
    if (signIn) return { chosen: signIn, asked: [] }
    const exact = named.filter(isOf('email'))
    return exact.length > 1
      ? { asked: exact }
      : { chosen: best(named, 'email', 'looseEmail', 'personalEmail'), asked: [] }
  }
  const [chosen, ...others] = candidates.toSorted((one, other) => other.addresses.length - one.addresses.length)
  return others.every(other => agree(chosen!, other)) ? { chosen, spare: others[0], asked: [] } : { asked: candidates }
}

type NameColumns = Partial<Record<'name' | 'firstName' | 'middleName' | 'lastName' | 'secondLastName', Column>>

/** By the names of the columns; undefined where no column is called a name. */
function nameColumns(columns: Column[]): NameColumns | undefined {
  const plain = best(columns, 'plainName')
  const firstName = best(columns, 'firstName')
  const lastName = best(columns, 'lastName')
  const parts: NameColumns = {
    firstName,
    middleName: best(columns, 'middleName'),
    lastName,
    secondLastName: best(columns, 'secondLastName'),
  }
  const full = best(columns, 'fullName')
  const other = full ?? best(columns, 'displayName', 'emailDisplayName')
  if (!plain || full) return full || other || firstName || lastName ? { name: other, ...parts } : undefined
  // "Name; Vorname" and "Nombre; Apellidos": the plain word is the part that has no column of its own.
  const part = firstName && !lastName ? firstName : lastName && !firstName ? lastName : undefined
  if (!part || mostly(containing(plain, part), part.filled)) return { name: plain, ...parts }
  return { name: other, ...parts, [part === firstName ? 'lastName' : 'firstName']: plain }
}

/** The rows where one column's text has the other's in it. */
const containing = (whole: Column, part: Column): string[] =>
  whole.cells.filter(
    (cell, row) =>
      part.cells[row] &&
      fold(cell)
        .split(/[\s,]+/)
        .includes(fold(part.cells[row])),
  )

const squashed = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

/** What stands before the @ of each row's address, as it is compared; empty where there is none. */
const localParts = (address: Column | undefined): string[] =>
  (address?.cells ?? []).map(cell => (cell ? squashed(partsOf(addressInCell(cell).email).local) : ''))

/**
 * Whether a column holds what its people's addresses are made of, as "Mara" and "Lindqvist" for mara.lindqvist@…
 * @param locals as `localParts` makes them, once for all columns
 */
function resembles(column: Column, locals: string[]): boolean {
  const told = column.cells.map((cell, row) => {
    const local = locals[row]
    return cell && local !== undefined && local !== '' ? { cell, local } : undefined
  })
  const both = told.filter(row => row !== undefined)
  const alike = both.filter(({ cell, local }) =>
    fold(cell)
      .split(/[\s,-]+/)
      .map(squashed)
      .some(word => word.length > 1 && local.includes(word)),
  )
  return mostly(alike, both)
}

const hasLetters = (column: Column): boolean =>
  mostly(
    column.filled.filter(cell => /\p{L}/u.test(cell)),
    column.filled,
  )
const hasSeveralWords = (column: Column): boolean =>
  mostly(
    column.filled.filter(cell => /\S[\s,]+\S/.test(cell)),
    column.filled,
  )

/** Each is compared with the addresses, row by row. */
const MOST_COMPARED = 100

/** By what is in the columns; where there is no header, something is the name. */
function namesByContent(columns: Column[], address: Column | undefined, headerless: boolean): NameColumns {
  const free = columns
    .slice(0, MOST_COMPARED)
    .filter(column => (!column.kind || column.kind === 'signInName') && hasLetters(column) && !column.addresses.length)
  const locals = localParts(address)
  const alike = free.filter(column => resembles(column, locals))
  const [one, another] = alike
  if (one && another && !hasSeveralWords(one) && !hasSeveralWords(another)) return { firstName: one, lastName: another }
  const name = alike.find(hasSeveralWords) ?? one ?? (headerless ? free[0] : undefined)
  return name ? { name } : {}
}

/** Where there is no header: the last column that is neither address nor name. */
const lastOf = (columns: Column[], names: (Column | undefined)[]): Column | undefined =>
  columns.findLast(column => !names.includes(column) && hasLetters(column) && !column.addresses.length)

function titleColumn(columns: Column[]): Column | undefined {
  const job = best(columns, 'jobTitle')
  if (job && job.filled.length) return job
  const title = best(columns, 'plainTitle')
  if (!title) return job
  const words = title.filled.flatMap(cell =>
    fold(cell)
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  )
  return words.length && words.every(word => honorifics.has(word)) ? job : title
}

/** Columns of the very same name as one that was chosen, which say something else. */
function twins(found: Partial<Record<ColumnMeaning, Column | undefined>>, columns: Column[]): GuessedColumns['asks'] {
  const asks: GuessedColumns['asks'] = {}
  for (const meaning of ['name', 'groups'] as const) {
    const column = found[meaning]
    if (!column?.header) continue
    const same = columns.filter(
      other => other !== column && fold(other.header) === fold(column.header) && !agree(other, column),
    )
    if (same.length) asks[meaning] = [column, ...same].map(({ at }) => at).toSorted((one, other) => one - other)
  }
  return asks
}
