import { z } from 'zod'
import { askBackAbout } from './doubtful-address'
import { canonicalAddress, cleanAddress } from './email-address'
import { addressSentences, MAX_ADDRESS, ofAddress } from './entered-email-field'

/**
 * An address that somebody is to have, as it is stored (canonicalAddress). Whoever enters one in which a character is not what
 * it looks like is asked what they mean.
 */
export const emailField = z
  .string({ error: addressSentences.missing })
  .transform((typed, context) => {
    const asked = askBackAbout(typed)
    const address = asked === undefined ? canonicalAddress(typed) : undefined
    if (address !== undefined) return address
    const { length } = cleanAddress(typed)
    const problem = !length ? 'missing' : length > MAX_ADDRESS ? 'tooLong' : 'malformed'
    context.addIssue({ code: 'custom', message: asked ?? addressSentences[problem] })
    return z.NEVER
  })
  .meta(ofAddress)
