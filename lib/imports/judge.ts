import type { RowVerdict } from '@/db/schema'
import { emailField, personName } from '../users/input'
import { groupName } from '../groups/input'
import { isShowable } from '../operation/input'
import type { FileRow } from './parse'
import { alreadyHere, notHeldGroup, unknownGroups } from './words'

/** More would be a mistaken column. */
const MAX_GROUPS = 20

/** What is kept of a cell, however wrong; longer ones are invalid anyway. */
const KEPT = 320

export interface JudgedRow {
  line: number
  email: string
  name: string
  groupNames: string[]
  verdict: RowVerdict
  reason: string | null
}

/** What the company has of that which the rows name. Keys are in lower case. */
export interface Known {
  /** Status by email address. */
  people: ReadonlyMap<string, 'active' | 'invited' | 'inactive'>
  groups: ReadonlyMap<string, KnownGroup>
}

export interface KnownGroup {
  id: string
  name: string
  grants: string[]
  /** Of these, what the importer does not hold. */
  notHeld: string[]
}

const keyOf = (text: string): string => text.toLowerCase()

/** Text that a database can hold and a page can show. */
const storable = (text: string): string => {
  const letters = [...text].slice(0, KEPT)
  return letters.map(letter => (isShowable(letter) ? letter : '�')).join('')
}

const uniqueNames = (names: string[]): string[] => [...new Map(names.map(name => [keyOf(name), name])).values()]

const clean = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()

/** The names in a cell: between semicolons, bars, commas and line breaks. */
const namesIn = (cell: string): string[] => uniqueNames(cell.split(/[;|,\n]/).map(clean).filter(Boolean))

/** Every name that a cell may mean; also as a whole, since a group's name may hold a comma. */
export const possibleNames = (cell: string): string[] => uniqueNames([clean(cell), ...namesIn(cell)].filter(Boolean))

/**
 * What each row is. Pure: all that the company knows was looked up before, in a few statements.
 * @param known people and groups among those that the rows name
 */
export function judge(rows: readonly FileRow[], known: Known): JudgedRow[] {
  const firstLines = new Map<string, number>()
  return rows.map(row => {
    const whole = clean(row.groups)
    const groupNames = known.groups.has(keyOf(whole)) ? [whole] : namesIn(row.groups)
    const judged = (verdict: RowVerdict, reason: string | null): JudgedRow => ({
      line: row.line,
      email: storable(row.email),
      name: storable(row.name),
      groupNames: groupNames.slice(0, MAX_GROUPS).map(name => storable(known.groups.get(keyOf(name))?.name ?? name)),
      verdict,
      reason,
    })
    const problem = problemOf(row, groupNames, known)
    if (problem) return judged('invalid', problem)
    const key = keyOf(row.email)
    const earlier = firstLines.get(key)
    if (earlier) return judged('duplicate', `The same address stands in line ${earlier}.`)
    firstLines.set(key, row.line)
    const status = known.people.get(key)
    if (status) return judged(status === 'active' ? 'member' : status, alreadyHere[status])
    const unknown = groupNames.filter(name => !known.groups.has(keyOf(name)))
    return unknown.length ? judged('unknown_group', unknownGroups(unknown)) : judged('new', null)
  })
}

/** Why nobody can be invited by this row; a sentence. */
function problemOf(row: FileRow, groupNames: string[], known: Known): string | undefined {
  if (row.misshapen) return row.misshapen
  const email = emailField.safeParse(row.email)
  if (!email.success) return email.error.issues[0]!.message
  const name = row.name ? personName.safeParse(row.name) : undefined
  if (name?.error) return name.error.issues[0]!.message
  if (groupNames.length > MAX_GROUPS) return `A row may name at most ${MAX_GROUPS} groups; this one names ${groupNames.length}.`
  for (const named of groupNames) {
    const group = known.groups.get(keyOf(named))
    if (group?.notHeld.length) return notHeldGroup(group.name, group.notHeld)
    const wellNamed = group ? undefined : groupName.safeParse(named)
    if (wellNamed?.error) return `The group “${storable(named).slice(0, 40)}”: ${wellNamed.error.issues[0]!.message}`
  }
  return undefined
}
