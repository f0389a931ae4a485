import type { RowOutcome, RowVerdict } from '@/db/schema/import-rows'
import { formatList, pluralize } from '@/lib/kernel/format'

/** Safe in a browser: knows of the database by type only. */

/** In the order in which they are looked at: what is wrong comes first. */
export const verdictLabels: Record<RowVerdict, string> = {
  invalid: 'Invalid',
  unknown_group: 'Unknown group',
  duplicate: 'Duplicate',
  member_groups: 'Existing users with missing groups',
  inactive: 'Inactive',
  invited: 'Already invited',
  member: 'Existing users',
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
  active: 'This person is already a user.',
  invited: 'This person has already been invited. You can resend the invitation from their page.',
  inactive: 'This person is inactive. You can reactivate them on their page.',
} as const

export const lackingGroups = (names: string[]): string =>
  `This person is already a user, but not in ${formatList(names)}.`

export const unknownGroups = (names: string[]): string =>
  names.length === 1 ? `There is no group called ${names[0]}.` : `There are no groups called ${names.join(', ')}.`

export const ambiguousGroup = (name: string, groups: { name: string }[]): string =>
  `The group “${name}” could be ${formatList(
    groups.map(group => group.name),
    'or',
  )}. Use its exact name.`

export const notHeldGroup = (name: string, missing: string[]): string =>
  `You cannot add people to the group ${name}: it grants permissions you do not have (${missing.join(', ')}).`

export const notGivenBack = (missing: string[]): string =>
  `They stay inactive because their groups grant permissions that the person who started the import does not have (${missing.join(', ')}).`

export const goneMeanwhile = 'This person no longer exists.'

export const rowCount = (count: number): string => pluralize(count, 'row')
