import { z } from 'zod'
import {
  changedParagraphField,
  cleanLine,
  idField,
  lineField,
  optionalField,
  paragraphField,
  searchField,
  versionField,
} from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'
import { slugField } from '@/lib/kernel/slug'
import { permissionKeyField } from '@/lib/permissions/key-field'
import { graceDays } from '@/lib/security/sections'

export const groupName = lineField('The name', { max: 80 })

const groupText = {
  name: groupName,
  slug: slugField({ max: 60 }),
  description: paragraphField('The description', 500),
}

export const createGroupInput = z.object(groupText)

export const groupInput = z.object({ groupId: idField })

/** What is left out stays as it is. */
export const updateGroupInput = groupInput.extend({
  name: groupText.name.optional(),
  slug: groupText.slug.optional(),
  description: changedParagraphField('The description', 500),
  version: versionField,
})

/** Whether its members need a second factor, and how long they have to set it up. */
export const groupSecondFactorForm = z.object({
  required: z.boolean({ error: 'Choose whether it is required.' }),
  graceDays,
})

export const changeGroupSecondFactorInput = groupInput.extend({
  ...groupSecondFactorForm.shape,
  version: versionField,
})

export const groupSorts = ['name', '-name', 'created', '-created'] as const
export type GroupSort = (typeof groupSorts)[number]

/** What the list of groups can be narrowed down to: the same for its page, for programs and for a file. */
export const groupFilterFields = {
  q: optionalField(searchField),
  /** Groups with a single member, or with nobody. */
  members: optionalField(z.enum(['one', 'none'], { error: 'Members must be one or none.' })),
  /** Groups that grant a permission, such as `users:read`; a wildcard that covers it counts. */
  grants: optionalField(permissionKeyField),
  /** Groups whose members need a second factor, or the others. */
  requiresSecondFactor: optionalField(z.enum(['yes', 'no'], { error: 'Requires a second factor must be yes or no.' })),
}

export const listGroupsInput = z.object({
  ...groupFilterFields,
  sort: optionalField(z.enum(groupSorts, { error: `Sort by one of ${groupSorts.join(', ')}.` })),
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

export const listGroupOptionsInput = z.object({ q: optionalField(searchField) })

export const viewGroupInput = groupInput.extend({
  /** Members whose name, email address or title has words that begin so. */
  q: optionalField(searchField),
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

export const listCandidatesInput = groupInput.extend({ q: optionalField(searchField) })

/** More than a page shows at once; the bulk acts of a list go in batches. */
const MAX_CHANGES = 200

interface Membership {
  groupId: string
  userId: string
}

const isSame = (one: Membership) => (other: Membership) => one.groupId === other.groupId && one.userId === other.userId

/** Each once, however often it was sent. */
const membershipList = z
  .array(z.strictObject({ groupId: idField, userId: idField }))
  .max(MAX_CHANGES, `At most ${MAX_CHANGES} memberships can be changed at a time.`)
  .default([])
  .transform(all => all.filter((one, at) => all.findIndex(isSame(one)) === at))

export const changeMembersInput = z
  .object({ add: membershipList, remove: membershipList })
  .refine(({ add, remove }) => add.length + remove.length > 0, { error: 'Choose people to add or remove.' })
  .refine(({ add, remove }) => !add.some(one => remove.some(isSame(one))), {
    path: ['add'],
    error: 'You cannot add a person to a group and remove them from it at the same time.',
  })

const permissionIds = z.array(idField).max(2000, 'You can change at most 2,000 permissions at a time.').default([])

export const changePermissionsInput = groupInput
  .extend({ grant: permissionIds, revoke: permissionIds, version: versionField })
  .refine(input => input.grant.length + input.revoke.length > 0, { error: 'Nothing was changed.' })

/** What a group granted when somebody looked at it before an act. */
export const reviewedKeys = z
  .array(z.string({ error: 'A permission must look like users:read.' }).max(110), {
    error: 'Permissions must be a list.',
  })
  .max(2000, 'At most 2,000 permissions can be listed.')

const differs = (before: readonly string[], now: readonly string[]): boolean =>
  now.length !== before.length || now.some(one => !before.includes(one))

/** The boxes that choose a person's groups; what differs becomes the input of the change. */
export const chosenGroups = (before: readonly string[]) =>
  z.object({ groups: z.array(z.string()) }).refine(({ groups }) => differs(before, groups), {
    path: ['groups'],
    error: 'You have not made any changes.',
  })

/** Those who are to come into a group. */
export const chosenPeople = z.object({
  people: z
    .array(z.string())
    .min(1, 'Choose people to add.')
    .max(MAX_CHANGES, `At most ${MAX_CHANGES} people can be added at a time.`),
})

/** Likewise the matrix that chooses what a group grants. */
export const chosenPermissions = (before: readonly string[]) =>
  z.object({ permissions: z.array(z.string()) }).refine(({ permissions }) => differs(before, permissions), {
    path: ['permissions'],
    error: 'You have not made any changes.',
  })

/** Asks for the name before a group is deleted, as a page shows it: spaces beside each other are one there. */
export const deleteGroupForm = (name: string) =>
  z.object({
    confirmation: z
      .string()
      .refine(typed => cleanLine(typed) === cleanLine(name), { error: `Type ${name} to confirm.` }),
  })
