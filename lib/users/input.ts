import { z } from 'zod'
import { emailField } from '@/lib/kernel/email-field'
import { idField, lineField, optionalField, paragraphField, searchField, versionField } from '@/lib/kernel/fields'
import { personNameField, personTitleField, userIdInput } from '@/lib/kernel/person-fields'

export const userSorts = ['name', '-name', 'email', '-email', 'created', '-created', 'signed-in', '-signed-in'] as const
export type UserSort = (typeof userSorts)[number]

export const listUsersInput = z.object({
  q: optionalField(searchField),
  status: optionalField(
    z.enum(['invited', 'active', 'inactive'], { error: 'A status is invited, active or inactive.' }),
  ),
  /** A group's id; `none` for people without a group. */
  group: optionalField(z.union([z.literal('none'), idField])),
  sort: optionalField(z.enum(userSorts, { error: `Sort by one of ${userSorts.join(', ')}.` })),
  /** `never`: people who have never signed in. */
  signedIn: optionalField(z.literal('never')),
  /** `none`: people without a second factor; `missing`: those of them who must have one. */
  factor: optionalField(z.enum(['none', 'missing'], { error: 'A second factor is none or missing.' })),
  cursor: optionalField(z.string().max(500)),
})
export const deactivateUserInput = userIdInput.extend({
  reason: paragraphField('The reason', 500),
  /** Those they sent and nobody accepted. */
  cancelInvitations: z.boolean({ error: 'Cancelling invitations is yes or no.' }).default(false),
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
    .max(254, { error: 'An email address has at most 254 characters.' }),
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
