import { z } from 'zod'
import { cleanLine, hasControls } from './fields'

/** RFC 5321 section 4.5.3.1.3. */
export const MAX_ADDRESS = 254

export const addressSentences = {
  missing: 'Enter an email address.',
  tooLong: `An email address can have at most ${MAX_ADDRESS} characters.`,
  malformed: 'Enter an email address such as alice@example.com.',
}

/** RFC 6531: letters of all scripts. */
export const ofAddress = { format: 'idn-email', maxLength: MAX_ADDRESS }

/** With @ and full stops of every width. */
const looksLikeAddress = /^[^\s@＠]+[@＠][^\s@＠]+[.．。｡][^\s@＠.．。｡]+$/u

/**
 * An address by which somebody looks for an account: as it was typed, since there may be accounts from before whose address is in
 * no form of today. It is compared by its key (addressKey). Apart from emailField, which sign-in pages need not load.
 */
export const enteredEmailField = z
  .string({ error: addressSentences.missing })
  .transform(typed => (hasControls(typed) ? typed : cleanLine(typed)))
  .refine(email => email.length > 0, { error: addressSentences.missing, abort: true })
  .refine(email => email.length <= MAX_ADDRESS, { error: addressSentences.tooLong, abort: true })
  .refine(email => !hasControls(email) && looksLikeAddress.test(email), { error: addressSentences.malformed })
  .meta(ofAddress)
