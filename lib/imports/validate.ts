import type { RowVerdict } from '@/db/schema'
import { groupName } from '@/lib/groups/input'
import { emailField } from '@/lib/kernel/email-field'
import { cleanLine, isShowable } from '@/lib/kernel/fields'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import { personNameField, personTitleField } from '@/lib/kernel/person-fields'
import { alreadyHereLabels, ambiguousGroup, lackingGroups, notHeldGroup, unknownGroups } from './labels'
import type { FileRow } from './parse'

/** More would be a mistaken column. */
const MAX_GROUPS = 20

/** What is kept of a cell, however wrong; longer ones are invalid anyway. */
const KEPT = 320

export interface ValidatedRow {
  line: number
  email: string
  name: string
  title: string
  groupNames: string[]
  verdict: RowVerdict
  reason: string | null
}

/** What the company has of that which the rows name. */
export interface ExistingRecords {
  /** Status by email address. */
  people: (email: string) => 'active' | 'invited' | 'inactive' | undefined
  /** Ids of the groups that somebody who is active is in. */
  groupsOf?: (email: string) => ReadonlySet<string>
  /** Those that a name may mean; several where they are told apart by spelling alone and it is written as none of them. */
  groups: (name: string) => ExistingGroup[]
}

export interface ExistingGroup {
  id: string
  name: string
  grants: string[]
  /** Of these, what the importer does not hold. */
  notHeld: string[]
}

/** Text that a database can hold and a page can show. */
const storable = (text: string): string => {
  const letters = [...text].slice(0, KEPT)
  return letters.map(letter => (isShowable(letter) ? letter : '�')).join('')
}

/** More names in a cell are as wrong as this many, and are not made: names that stand there twice are told apart of these. */
const MAX_NAMES = 60

const parts = (text: string, marks: RegExp): string[] => text.split(marks, MAX_NAMES).map(cleanLine).filter(Boolean)

/** The lines of a cell, as a spreadsheet breaks them: each is a group, or several. */
const linesOf = (cell: string): string[] => parts(cell, /[\n\v\f\u0085\u2028\u2029]/)

/** The names in a line: between semicolons, bars and commas. */
const namesIn = (line: string): string[] => parts(line, /[;|,]/)

/** Every name that a cell may mean; also each line as a whole, since a group's name may hold a comma. */
export const possibleNames = (cell: string): string[] => linesOf(cell).flatMap(line => [line, ...namesIn(line)])

/** Of names that mean the same the last, in place of the first. */
const uniqueNames = (names: string[], { groups }: ExistingRecords): string[] => {
  const meaning = (name: string): string => {
    const [group, another] = groups(name)
    return group && !another ? group.id : nameKey(name)
  }
  return [...new Map(names.map(name => [meaning(name), name])).values()]
}

/**
 * What a row is, each being given once and in the order of the file. Knows nothing but what is given: all that the company knows was looked up before, in a few statements.
 * @param known people and groups among those that the rows name
 */
export function rowValidator(known: ExistingRecords): (row: FileRow) => ValidatedRow {
  const firstLines = new Map<string, number>()
  return row => {
    const groupNames = uniqueNames(
      linesOf(row.groups)
        .flatMap(line => (known.groups(line).length ? [line] : namesIn(line)))
        .slice(0, MAX_NAMES),
      known,
    )
    const address = emailField.safeParse(row.email)
    const email = address.data ?? storable(row.email)
    const validated = (verdict: RowVerdict, reason: string | null): ValidatedRow => ({
      line: row.line,
      email,
      name: storable(row.name),
      title: storable(row.title),
      groupNames: groupNames.slice(0, MAX_GROUPS).map(name => storable(nameInRow(name, known))),
      verdict,
      reason,
    })
    const problem = row.misshapen ?? address.error?.issues[0]!.message ?? problemOf(row, groupNames, known)
    if (problem) return validated('invalid', problem)
    const key = addressKey(email)
    const earlier = firstLines.get(key)
    if (earlier) return validated('duplicate', sameAddress(earlier))
    firstLines.set(key, row.line)
    const { verdict, reason } = verdictOn(email, groupNames, known)
    return validated(verdict, reason)
  }
}

const sameAddress = (line: number): string => `This address is also in line ${line}.`

/** What a row is with which nothing is wrong. */
function verdictOn(
  email: string,
  groupNames: string[],
  known: ExistingRecords,
): Pick<ValidatedRow, 'verdict' | 'reason'> {
  const status = known.people(email)
  const unknown = groupNames.filter(name => !known.groups(name).length)
  if (status === 'active') {
    const lacking = namesLacking(email, groupNames, known)
    return lacking.length
      ? { verdict: 'member_groups', reason: lackingGroups(lacking) }
      : { verdict: 'member', reason: alreadyHereLabels.active }
  }
  if (status) return { verdict: status, reason: alreadyHereLabels[status] }
  return unknown.length
    ? { verdict: 'unknown_group', reason: unknownGroups(unknown) }
    : { verdict: 'new', reason: null }
}

/** Of these groups those that a member is not in; one that nobody has made is one of them. */
function namesLacking(email: string, groupNames: string[], known: ExistingRecords): string[] {
  const theirs = known.groupsOf?.(email)
  return groupNames.filter(name => {
    const [group] = known.groups(name)
    return !group || !theirs?.has(group.id)
  })
}

/**
 * Rows with one address are one person: the first of them has the groups of all, and the first name and title that any gives. The others stay
 * what they are, and say what became of them.
 * @param rows as `rowValidator` found them, all of them
 */
export function addUp(rows: readonly ValidatedRow[], known: ExistingRecords): ValidatedRow[] {
  const firsts = new Map<string, ValidatedRow>()
  return rows.map(found => {
    const row = { ...found }
    const key = addressKey(row.email)
    const first = firsts.get(key)
    if (row.verdict === 'invalid') return row
    if (row.verdict !== 'duplicate' || !first) {
      firsts.set(key, row)
      return row
    }
    const groupNames = uniqueNames([...first.groupNames, ...row.groupNames], known)
    if (groupNames.length > MAX_GROUPS) {
      const reason = `With line ${first.line}, this person would be in ${groupNames.length} groups. A row can name at most ${MAX_GROUPS}.`
      return { ...row, verdict: 'invalid', reason }
    }
    const told = [
      sameAddress(first.line),
      groupNames.length > first.groupNames.length ? 'Its groups are added there.' : '',
      row.name && first.name && nameKey(row.name) !== nameKey(first.name)
        ? `The name in that line is used: ${first.name}.`
        : '',
    ]
    const whole = { name: first.name || row.name, title: first.title || row.title }
    Object.assign(first, { groupNames, ...whole, ...verdictOn(first.email, groupNames, known) })
    return { ...row, reason: told.filter(Boolean).join(' ') }
  })
}

/** As the group is called that is meant. */
const nameInRow = (name: string, { groups }: ExistingRecords): string => {
  const [group, another] = groups(name)
  return group && !another ? group.name : name
}

/** Why nobody can be invited by this row, whose address is one; a sentence. */
function problemOf(row: FileRow, groupNames: string[], known: ExistingRecords): string | undefined {
  const name = row.name ? personNameField.safeParse(row.name) : undefined
  const { error } = name?.error ? name : personTitleField.safeParse(row.title)
  if (error) return error.issues[0]!.message
  if (groupNames.length > MAX_GROUPS)
    return `A row can name at most ${MAX_GROUPS} groups; this one names ${groupNames.length}.`
  for (const named of groupNames) {
    const [group, ...others] = known.groups(named)
    if (group && others.length) return ambiguousGroup(storable(named), [group, ...others])
    if (group?.notHeld.length) return notHeldGroup(group.name, group.notHeld)
    const wellNamed = group ? undefined : groupName.safeParse(named)
    if (wellNamed?.error) return `The group “${storable(named).slice(0, 40)}”: ${wellNamed.error.issues[0]!.message}`
  }
  return undefined
}
