import { z } from 'zod'
import { reviewedKeys } from '@/lib/groups/input'
import { emailField } from '@/lib/kernel/email-field'
import { idField, optionalField, paragraphField, searchField, versionField } from '@/lib/kernel/fields'
import { linkInput } from '@/lib/kernel/link-token'
import { personNameField } from '@/lib/kernel/person-fields'
import { newPasswordField } from '@/lib/passwords/input'
import { readAddresses } from './addresses'

/** As many as a form can be looked over; for more there is the import. */
const MAX_ADDRESSES = 100

/** A hundred long addresses with names, and room to spare. */
const MAX_TEXT = 50_000

/** A sentence about what is no address names this many. */
const NAMED = 5

const quoted = (text: string): string => `“${[...text].length > 60 ? `${[...text].slice(0, 60).join('')}…` : text}”`

function whatIsWrong(bad: string[]): string {
  const named = bad.slice(0, NAMED).map(quoted).join(', ')
  if (bad.length === 1) return `This is not an email address: ${named}.`
  return `These are not email addresses: ${named}${bad.length > NAMED ? ` and ${bad.length - NAMED} more` : ''}.`
}

/** Addresses as text, or as a list as programs have them. */
const addresses = z
  .union(
    [
      z.string().meta({ maxLength: MAX_TEXT }),
      z
        .array(z.string().meta({ maxLength: MAX_TEXT }))
        .meta({ maxItems: MAX_ADDRESSES })
        .transform(list => list.join('\n')),
    ],
    { error: 'Enter an email address.' },
  )
  .refine(text => text.length <= MAX_TEXT, {
    error: `This is too long. Up to ${MAX_ADDRESSES} people can be invited at once; for more, import a file.`,
    abort: true,
  })
  .transform((text, context) => {
    const { found, bad, problems } = readAddresses(text)
    const problem = bad.length
      ? whatIsWrong(bad)
      : problems.length
        ? problems.slice(0, NAMED).join(' ')
        : found.length === 0
          ? 'Enter an email address.'
          : found.length > MAX_ADDRESSES
            ? `Up to ${MAX_ADDRESSES} people can be invited at once; these are ${found.length}. For more, import a file.`
            : undefined
    if (problem) context.addIssue({ code: 'custom', message: problem })
    return found
  })

/** Days that an invitation may be good for. */
const MAX_DAYS = 30

export const days = z.coerce
  .number<string | number>({ error: `Enter a number of days from 1 to ${MAX_DAYS}.` })
  .int(`Enter a whole number of days from 1 to ${MAX_DAYS}.`)
  .min(1, `An invitation is good for at least 1 day.`)
  .max(MAX_DAYS, `An invitation is good for at most ${MAX_DAYS} days.`)

export const sendInvitationsInput = z
  .object({
    addresses,
    /** For one address only. */
    name: optionalField(personNameField),
    groupIds: z.array(idField).max(100, 'A person can be put into at most 100 groups at once.').default([]),
    /** What chosen groups granted when whoever invites looked at them: where one grants more by now, nobody is invited. */
    reviewed: z
      .array(z.strictObject({ groupId: idField, grants: reviewedKeys }))
      .max(100, 'At most 100 groups can be looked at.')
      .default([]),
    message: paragraphField('The message', 1000),
    /** Left out, the company's own number. */
    expiryDays: optionalField(days),
  })
  .refine(({ name, addresses }) => !name || addresses.length <= 1, {
    path: ['name'],
    error: 'Leave the name empty when you invite several people: each of them enters their own.',
  })

export const invitationInput = z.object({ invitationId: idField })

/** As with links for a new password: nobody's mailbox is filled by somebody else's button. */
export const RESENT_AN_HOUR = 5

export const resendInvitationInput = invitationInput.extend({ expiryDays: optionalField(days) })

/** As in db/repositories/invitations.ts, which a browser cannot load. */
const statuses = ['pending', 'expired', 'accepted', 'cancelled'] as const

/** What is left out stays as it is. */
export const correctInvitationInput = invitationInput.extend({
  name: optionalField(personNameField),
  email: optionalField(emailField),
  /** The person's, as people are told it. */
  version: versionField,
})

export const listInvitationsInput = z.object({
  q: optionalField(searchField),
  status: optionalField(z.enum(statuses, { error: 'A status is pending, expired, accepted or cancelled.' })),
  cursor: optionalField(z.string().max(500)),
})

export const openInvitationInput = linkInput

const chosen = { name: personNameField, password: newPasswordField, repeatedPassword: z.string().max(1024).optional() }

const repeatedRight = {
  rule: (input: { password: string; repeatedPassword?: string | undefined }) =>
    input.repeatedPassword === undefined || input.repeatedPassword === input.password,
  sentence: { path: ['repeatedPassword'], error: 'This is not the same as the password.' },
}

/** What the invited person fills in. */
export const acceptInvitationForm = z.object(chosen).refine(repeatedRight.rule, repeatedRight.sentence)

export const acceptInvitationInput = openInvitationInput
  .extend(chosen)
  .refine(repeatedRight.rule, repeatedRight.sentence)
