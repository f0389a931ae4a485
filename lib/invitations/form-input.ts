import { z } from 'zod'
import { emailField } from '@/lib/kernel/email-field'
import { idField, optionalField, paragraphField, versionField } from '@/lib/kernel/fields'
import { personNameField } from '@/lib/kernel/person-fields'
import { newPasswordField } from '@/lib/passwords/input'
import type { UnreadPiece } from './addressee'

/** What forms need of the input, apart from what reads lists of people: that is loaded when somebody pastes one. */

/** As many as a form can be looked over; for more there is the import. */
export const MAX_ADDRESSES = 100

/** A sentence about what cannot be read names this many. */
const NAMED = 5

const quoted = (text: string): string => `“${[...text].length > 60 ? `${[...text].slice(0, 60).join('')}…` : text}”`

function whatIsWrong(bad: string[]): string {
  const named = bad.slice(0, NAMED).map(quoted).join(', ')
  if (bad.length === 1) return `This is not an email address: ${named}.`
  return `These are not email addresses: ${named}${bad.length > NAMED ? ` and ${bad.length - NAMED} more` : ''}.`
}

/** What is to be mended before anybody is invited: what is no address, else what is asked back; a sentence or more. */
export function whatIsUnread(unread: readonly UnreadPiece[]): string {
  const bad = unread.flatMap(piece => (piece.problem ? [] : [piece.text]))
  const problems = [...new Set(unread.flatMap(piece => piece.problem ?? []))]
  return bad.length ? whatIsWrong(bad) : problems.slice(0, NAMED).join(' ')
}

/** @param count of those who are to be invited */
export const tooManyAddresses = (count: number): string =>
  `You can invite up to ${MAX_ADDRESSES} people at a time. This list has ${count}. To invite more, import a file.`

export const invitationInput = z.object({ invitationId: idField })

/** Days that an invitation may be good for. */
const MAX_DAYS = 30

export const days = z.coerce
  .number<string | number>({ error: `Enter a number of days from 1 to ${MAX_DAYS}.` })
  .int(`Enter a whole number of days from 1 to ${MAX_DAYS}.`)
  .min(1, `An invitation must be valid for at least 1 day.`)
  .max(MAX_DAYS, `An invitation can be valid for at most ${MAX_DAYS} days.`)

/** What is chosen for everybody who is invited at once. */
export const chosenForAll = {
  groupIds: z.array(idField).max(100, 'A person can be added to at most 100 groups at a time.').default([]),
  message: paragraphField('The message', 1000),
  /** Left out, the company's own number. */
  expiryDays: optionalField(days),
}

/** The form: text that is still to be read, beside the people whom it has read already. */
export const inviteForm = z.object({ addresses: z.string().default(''), ...chosenForAll })

/** Those who were invited at once. */
export const invitationsInput = z.object({
  invitationIds: z
    .array(idField)
    .min(1, 'Choose an invitation.')
    .max(MAX_ADDRESSES, `The links of up to ${MAX_ADDRESSES} invitations can be copied at a time.`),
})

/** What is left out stays as it is. */
export const correctInvitationInput = invitationInput.extend({
  name: optionalField(personNameField),
  email: optionalField(emailField),
  /** The person's, as people are told it. */
  version: versionField,
})

export const chosenByInvited = {
  name: personNameField,
  password: newPasswordField,
  repeatedPassword: z.string().max(1024).optional(),
}

export const repeatedRight = {
  rule: (input: { password: string; repeatedPassword?: string | undefined }) =>
    input.repeatedPassword === undefined || input.repeatedPassword === input.password,
  sentence: { path: ['repeatedPassword'], error: 'The passwords do not match.' },
}

/** What the invited person fills in. */
export const acceptInvitationForm = z.object(chosenByInvited).refine(repeatedRight.rule, repeatedRight.sentence)
