import { changeMembers, createGroup } from '@/lib/groups/commands'
import type { ImportChoices } from '@/lib/imports/choices'
import { NAMED_GROUPS } from '@/lib/imports/input'
import type { RowKind } from '@/lib/imports/labels'
import { pluralize } from '@/lib/kernel/format'
import type { PermissionHolder } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { reactivateUser } from '@/lib/users/commands'
import type { ViewedImport } from './rows'
import type { Choice } from './start-form'

/** How many rows of a kind there are. */
export const countOf = ({ counts }: ViewedImport, kind: RowKind): number =>
  counts.find(one => one.kind === kind)?.count ?? 0

/** The groups that do not exist, for a sentence. */
export const namesOf = (groups: string[]): string => groups.join(', ') + (groups.length === NAMED_GROUPS ? ' …' : '')

/** What the reader may have done for rows of these kinds, by how many there are. */
export function choicesOf(
  actor: PermissionHolder,
  { unknownGroups }: ViewedImport,
  counts: Record<keyof ImportChoices, number>,
): Partial<Record<keyof ImportChoices, Choice>> {
  const { createGroups, addGroups, reactivate } = counts
  return {
    ...(createGroups > 0 &&
      mayRun(actor, createGroup) && {
        createGroups: {
          label: `Create the missing groups and invite ${pluralize(createGroups, 'more person', 'more people')}`,
          hint: `${namesOf(unknownGroups)}. They grant no permissions until you add some.`,
        },
      }),
    ...(addGroups > 0 &&
      mayRun(actor, changeMembers) && {
        addGroups: {
          label: `Add ${pluralize(addGroups, 'existing user', 'existing users')} to the groups`,
          hint: 'They keep their current groups.',
        },
      }),
    ...(reactivate > 0 &&
      mayRun(actor, reactivateUser) && {
        reactivate: {
          label: `Reactivate ${pluralize(reactivate, 'inactive person', 'inactive people')}`,
          hint: 'They can sign in as before and get their previous groups back. They are not notified by email.',
        },
      }),
  }
}
