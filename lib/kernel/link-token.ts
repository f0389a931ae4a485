import { z } from 'zod'

/** As many letters as 256 bits have in base64url (tokens.ts). */
const token = /^[\w-]{43}/

/** Longer than any link that a mail program made of one of ours. */
const MOST = 2000

/** What wraps lines: white space, what nobody sees, and the `=` by which quoted-printable [RFC 2045] ends a line. */
const wrapping = /=\s+|[\s\p{Default_Ignorable_Code_Point}]/gu

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The token in a link, whatever mail programs took into the address with it: what stands around links in texts, encoded or not, line
 * breaks, and parameters. It has as many letters as a token has; a text that begins otherwise comes back as it is and is no token.
 */
export function linkToken(text: string): string {
  return token.exec(decoded(text).replace(wrapping, ''))?.[0] ?? text
}

/** A token as it stands in a link. Garbage is a link that is not good, not a different kind of error. */
export const linkTokenField = z.string().max(MOST).catch('').transform(linkToken)

/** The slug in a link: any text, since an unknown company is answered like a known one. */
export const linkCompanyField = z
  .string()
  .max(100)
  .catch('')
  .transform(slug => slug.toLowerCase())

/** What opens the page behind a mailed link. */
export const linkInput = z.object({ company: linkCompanyField, token: linkTokenField })
