import { z } from 'zod'
import { reviewedKeys } from '@/lib/groups/input'
import { emailField } from '@/lib/kernel/email-field'
import { idField, optionalField, searchField } from '@/lib/kernel/fields'
import { linkInput } from '@/lib/kernel/link-token'
import { limitField } from '@/lib/kernel/page-size'
import { personNameField, personTitleField } from '@/lib/kernel/person-fields'
import { mergedPeople, readPeople, type ReadPeople } from './addresses'
import {
  chosenByInvited,
  chosenForAll,
  days,
  invitationInput,
  MAX_ADDRESSES,
  repeatedRight,
  tooManyAddresses,
  whatIsUnread,
} from './form-input'

/** A hundred long addresses with names, and room to spare. */
const MAX_TEXT = 50_000

/** Somebody as a form or a program that knows them has them. */
const addressee = z.strictObject({
  email: emailField,
  name: optionalField(personNameField),
  title: optionalField(personTitleField),
})

type Given = string | (string | z.output<typeof addressee>)[]

const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/

/** What of it can be invited and what not. An item of a list is one line: nobody gets into it by a line break. */
function readGiven(given: Given): ReadPeople {
  if (typeof given === 'string') return readPeople(given)
  return mergedPeople(
    given.map(item => {
      if (typeof item !== 'string') return { people: [item], unread: [] }
      return lineBreak.test(item.trim()) ? { people: [], unread: [{ text: item.trim() }] } : readPeople(item)
    }),
  )
}

const lengthOf = (given: Given): number =>
  typeof given === 'string'
    ? given.length
    : given.reduce((sum, item) => sum + (typeof item === 'string' ? item.length : 0), 0)

/** What stands in the way of inviting these; a sentence. */
function problemOf({ people, unread }: ReadPeople): string | undefined {
  if (unread.length) return whatIsUnread(unread)
  if (people.length === 0) return 'Enter an email address.'
  if (people.some(({ groups }) => groups))
    return 'This table has groups for each person, which only an import can assign. Remove that column to invite everybody to the same groups.'
  return people.length > MAX_ADDRESSES ? tooManyAddresses(people.length) : undefined
}

/** Addresses as text; or as a list as programs have them, of texts or of people. */
const addresses = z
  .union(
    [
      z.string().meta({ maxLength: MAX_TEXT }),
      z.array(z.union([z.string().meta({ maxLength: MAX_TEXT }), addressee])).meta({ maxItems: MAX_ADDRESSES }),
    ],
    { error: 'Enter an email address.' },
  )
  .refine(given => lengthOf(given) <= MAX_TEXT, {
    error: `This is too long. Up to ${MAX_ADDRESSES} people can be invited at a time. To invite more, import a file.`,
    abort: true,
  })
  .transform((given, context) => {
    const read = readGiven(given)
    const problem = problemOf(read)
    if (problem) context.addIssue({ code: 'custom', message: problem })
    return read.people
  })

export const sendInvitationsInput = z
  .object({
    addresses,
    /** For one address only. */
    name: optionalField(personNameField),
    ...chosenForAll,
    /** What chosen groups granted when whoever invites looked at them: where one grants more by now, nobody is invited. */
    reviewed: z
      .array(z.strictObject({ groupId: idField, grants: reviewedKeys }))
      .max(100, 'At most 100 groups can be listed.')
      .default([]),
  })
  .refine(({ name, addresses }) => !name || addresses.length <= 1, {
    path: ['name'],
    error: 'Leave the name empty when you invite several people. They enter their own names.',
  })

/** As with links for a new password: nobody's mailbox is filled by somebody else's button. */
export const RESENT_AN_HOUR = 5

export const resendInvitationInput = invitationInput.extend({ expiryDays: optionalField(days) })

/** As in db/repositories/invitations.ts, which a browser cannot load; `expiring`: pending, and for three more days at most. */
const statuses = ['pending', 'expiring', 'expired', 'accepted', 'cancelled'] as const

export const listInvitationsInput = z.object({
  q: optionalField(searchField),
  status: optionalField(
    z.enum(statuses, { error: 'The status must be pending, expiring, expired, accepted or cancelled.' }),
  ),
  cursor: optionalField(z.string().max(500)),
  limit: limitField,
})

export const openInvitationInput = linkInput

export const acceptInvitationInput = openInvitationInput
  .extend(chosenByInvited)
  .refine(repeatedRight.rule, repeatedRight.sentence)
