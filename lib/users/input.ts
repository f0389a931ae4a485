import { z } from 'zod'
import { dayField } from '@/lib/kernel/day-field'
import { emailField } from '@/lib/kernel/email-field'
import { idField, lineField, optionalField, paragraphField, searchField, versionField } from '@/lib/kernel/fields'
import { limitField } from '@/lib/kernel/page-size'
import { personNameField, personTitleField, userIdInput } from '@/lib/kernel/person-fields'
import { permissionKeyField } from '@/lib/permissions/key-field'

export const userSorts = ['name', '-name', 'email', '-email', 'created', '-created', 'signed-in', '-signed-in'] as const
export type UserSort = (typeof userSorts)[number]

/** Of the page, which asks for the permission first. */
export const explainAccessPageInput = userIdInput.extend({ permission: optionalField(permissionKeyField) })

export const explainAccessInput = userIdInput.extend({ permission: permissionKeyField })

/** What the list of users can be narrowed down to: the same for its page, for programs and for an act on all who match. */
export const userFilterFields = {
  q: optionalField(searchField),
  /** Words of the title alone. */
  title: optionalField(searchField),
  status: optionalField(
    z.enum(['invited', 'active', 'inactive'], { error: 'The status must be invited, active or inactive.' }),
  ),
  /** A group's id; `none` for people without a group. */
  group: optionalField(z.union([z.literal('none'), idField])),
  /** What people may do, such as `users:read`; a wildcard that covers it counts. */
  permission: optionalField(permissionKeyField),
  /** `none`: without a second factor; `missing`: those of them who must have one; `present`: with one. */
  factor: optionalField(
    z.enum(['none', 'missing', 'present'], { error: 'Two-factor authentication must be none, missing or present.' }),
  ),
  /** `never`, or not within so many days. */
  signedIn: optionalField(
    z.enum(['never', 'not-30-days', 'not-90-days'], {
      error: 'The last sign-in must be never, not-30-days or not-90-days. For dates, use signedInSince.',
    }),
  ),
  signedInSince: optionalField(dayField('Signed in since')),
  createdFrom: optionalField(dayField('Created from')),
  /** Including this day. */
  createdTo: optionalField(dayField('Created to')),
}

export const listUsersInput = z
  .object({
    ...userFilterFields,
    sort: optionalField(z.enum(userSorts, { error: `Sort by one of ${userSorts.join(', ')}.` })),
    cursor: optionalField(z.string().max(500)),
    limit: limitField,
  })
  .refine(({ createdFrom, createdTo }) => !createdFrom || !createdTo || createdFrom <= createdTo, {
    path: ['createdTo'],
    error: '"Created to" cannot be before "Created from".',
  })

export const deactivateUserInput = userIdInput.extend({
  reason: paragraphField('The reason', 500),
  /** Those they sent and nobody accepted. */
  cancelInvitations: z.boolean({ error: 'Cancelling invitations must be yes or no.' }).default(false),
})

/** What is left out stays as it is. */
export const updateUserInput = userIdInput.extend({
  name: personNameField.optional(),
  /** Empty for none. */
  title: personTitleField.optional(),
  version: versionField,
})

export const deleteUserInput = userIdInput.extend({
  confirmation: z
    .string({ error: 'Type the email address to confirm.' })
    .max(254, { error: 'An email address can have at most 254 characters.' }),
})

export const endSessionInput = userIdInput.extend({ sessionId: idField })

export const requestUserEmailChangeInput = userIdInput.extend({ email: emailField })

/** Without a proof of the new address. */
export const replaceEmailInput = userIdInput.extend({
  email: emailField,
  /** Why the old mailbox cannot be asked. */
  reason: lineField('The reason', { max: 200 }),
  version: versionField,
})
