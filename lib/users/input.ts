import { z } from 'zod'
import { id, line, optional, paragraph, search } from '@/lib/kernel/fields'
import { personName, userInput } from '@/lib/kernel/person-fields'

export const userSorts = ['name', '-name', 'email', '-email', 'created', '-created', 'signed-in', '-signed-in'] as const
export type UserSort = (typeof userSorts)[number]

export const listUsersInput = z.object({
  q: optional(search),
  status: optional(z.enum(['invited', 'active', 'inactive'], { error: 'A status is invited, active or inactive.' })),
  /** A group's id; `none` for people without a group. */
  group: optional(z.union([z.literal('none'), id])),
  sort: optional(z.enum(userSorts, { error: `Sort by one of ${userSorts.join(', ')}.` })),
  /** `never`: people who have never signed in. */
  signedIn: optional(z.literal('never')),
  /** `none`: people without a second factor; `missing`: those of them who must have one. */
  factor: optional(z.enum(['none', 'missing'], { error: 'A second factor is none or missing.' })),
  cursor: optional(z.string().max(500)),
})
export const deactivateUserInput = userInput.extend({
  reason: paragraph('The reason', 500),
  /** Those they sent and nobody accepted. */
  cancelInvitations: z.boolean({ error: 'Cancelling invitations is yes or no.' }).default(false),
})

export const updateUserInput = userInput.extend({
  name: personName,
  /** Empty for none. */
  title: line('The title', { min: 0, max: 100 }),
})

export const deleteUserInput = userInput.extend({
  confirmation: z.string({ error: 'Type the email address to confirm.' }),
})

export const endSessionInput = userInput.extend({ sessionId: id })
