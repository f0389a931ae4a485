import { z } from 'zod'
import { id, isShowable, line, optional, paragraph, search, withoutUnseen } from '../operation/input'

/**
 * RFC 5321 without quoted local parts and address literals, RFC 6531 for letters of all scripts: dots stand between
 * other characters, and a domain has at least two labels, the last of which is no number.
 */
const LOCAL_PART_AT_DOMAIN =
  /^(?=[^@]{1,64}@)[^\s@<>"(),:;\\[\].]+(?:\.[^\s@<>"(),:;\\[\].]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?!\p{N}+$)[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}]$/u

/** RFC 5321 section 4.5.3.1.3 bounds an address at 254 characters. */
export const emailField = z
  .string({ error: 'Enter an email address.' })
  // What is pasted from mails and pages brings characters along that nobody sees: two addresses that look alike are one.
  .transform(email => withoutUnseen(email.normalize('NFC')).trim())
  .refine(email => email.length > 0, { error: 'Enter an email address.', abort: true })
  .refine(email => email.length <= 254, { error: 'An email address has at most 254 characters.', abort: true })
  .refine(email => isShowable(email) && LOCAL_PART_AT_DOMAIN.test(email), {
    error: 'Enter an email address such as alice@example.com.',
  })

export const personName = line('The name', { max: 100 })

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

export const userInput = z.object({ userId: id })

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
