import { z } from 'zod'
import { idField, isShowable, lineField, withoutUnseen } from './fields'

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
  // RFC 6531: letters of all scripts.
  .meta({ format: 'idn-email', maxLength: 254 })

export const personNameField = lineField('The name', { max: 100 })

export const userIdInput = z.object({ userId: idField })
