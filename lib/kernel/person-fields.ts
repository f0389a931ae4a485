import { z } from 'zod'
import { askBackAbout } from './doubtful-address'
import { canonicalAddress, cleanAddress, hasControls, MAX_ADDRESS } from './email-address'
import { cleanLine, idField, lineField } from './fields'

const missing = 'Enter an email address.'
const tooLong = `An email address has at most ${MAX_ADDRESS} characters.`
const malformed = 'Enter an email address such as alice@example.com.'

/** RFC 6531: letters of all scripts. */
const ofAddress = { format: 'idn-email', maxLength: MAX_ADDRESS }

/**
 * An address that somebody is to have, as it is stored (canonicalAddress). Whoever enters one in which a character is not what
 * it looks like is asked what they mean.
 */
export const emailField = z
  .string({ error: missing })
  .transform((typed, context) => {
    const asked = askBackAbout(typed)
    const address = asked === undefined ? canonicalAddress(typed) : undefined
    if (address !== undefined) return address
    const cleaned = cleanAddress(typed)
    const message = asked ?? (!cleaned ? missing : cleaned.length > MAX_ADDRESS ? tooLong : malformed)
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
  .meta(ofAddress)

/**
 * An address by which somebody looks for an account: as it was typed, since there may be accounts from before whose address is in
 * no form of today. It is compared by its key (addressKey).
 */
export const enteredEmailField = z
  .string({ error: missing })
  .transform(typed => (hasControls(typed) ? typed : cleanLine(typed)))
  .refine(email => email.length > 0, { error: missing, abort: true })
  .refine(email => email.length <= MAX_ADDRESS, { error: tooLong, abort: true })
  .refine(email => !hasControls(email) && /^[^\s@]+@[^\s@]+[.。][^\s@.]+$/.test(cleanAddress(email)), {
    error: malformed,
  })
  .meta(ofAddress)

export const personNameField = lineField('The name', { max: 100 })

export const userIdInput = z.object({ userId: idField })
