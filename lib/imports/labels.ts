import type { RowOutcome, RowVerdict } from '@/db/schema/import-rows'
import { formatList, pluralize } from '@/lib/kernel/format'

/** Safe in a browser: knows of the database by type only. */

/** In the order in which they are looked at: what is wrong comes first. */
export const verdictLabels: Record<RowVerdict, string> = {
  invalid: 'Invalid',
  unknown_group: 'Unknown group',
  duplicate: 'Twice in the file',
  member_groups: 'Members who lack groups',
  inactive: 'Inactive',
  invited: 'Invited already',
  member: 'Members already',
  new: 'New',
}

/** Once an import runs, a row has an outcome or waits for one. */
type RowResultLabel = RowOutcome | 'waiting'

export const resultLabels: Record<RowResultLabel, string> = {
  failed: 'Failed',
  skipped: 'Skipped',
  undone: 'Undone',
  added: 'Groups added',
  reactivated: 'Reactivated',
  invited: 'Invited',
  waiting: 'Waiting',
}

export type RowKind = RowVerdict | RowResultLabel

export const verdictOrder = Object.keys(verdictLabels) as RowVerdict[]
export const resultOrder = Object.keys(resultLabels) as RowResultLabel[]
export const rowKinds = [...new Set<RowKind>([...verdictOrder, ...resultOrder])]

/** Why somebody with a user already is not invited, and what would be right instead. */
export const alreadyHereLabels = {
  active: 'Somebody with this address is a member already.',
  invited: 'Somebody with this address is invited already. The invitation can be sent again from their page.',
  inactive: 'Somebody with this address is inactive. They can be reactivated on their page.',
} as const

export const lackingGroups = (names: string[]): string =>
  `Somebody with this address is a member already, and not in ${formatList(names)}.`

export const unknownGroups = (names: string[]): string =>
  names.length === 1 ? `There is no group called ${names[0]}.` : `There are no groups called ${names.join(', ')}.`

export const ambiguousGroup = (name: string, groups: { name: string }[]): string =>
  `The group “${name}” could be ${formatList(
    groups.map(group => group.name),
    'or',
  )}. Write its name exactly as it is.`

export const notHeldGroup = (name: string, missing: string[]): string =>
  `You cannot hand out the group ${name}: it grants permissions you do not have (${missing.join(', ')}).`

export const notGivenBack = (missing: string[]): string =>
  `They stay inactive: their groups grant permissions that whoever started the import does not have (${missing.join(', ')}).`

export const goneMeanwhile = 'Nobody with this address is here any more.'

export const rowCount = (count: number): string => pluralize(count, 'row')
