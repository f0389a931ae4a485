import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/**
 * Codes of an authenticator app [RFC 6238]: SHA-1, 6 digits, 30 s, because every app knows these and some know no
 * others. On the server only.
 */
const CODE = { algorithm: 'SHA1', digits: 6, period: 30 }

/** The shared secret's length that RFC 4226 section 4 recommends. */
const SECRET_BYTES = 20

/** Steps to either side of the present one, for clocks that differ [RFC 6238 section 5.2]. */
const WINDOW = 1

/** A new key, base32. */
export const newTotpSecret = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32

/** Binds an encrypted key to its row. */
export const totpSecretContext = (companyId: string, userId: string): string => `totp ${companyId} ${userId}`

const totpOf = (secret: string) => new TOTP({ ...CODE, secret: Secret.fromBase32(secret) })

/** Apps part the issuer from the account at the first colon [Key Uri Format], encoded or not. */
const withoutColons = (text: string): string => text.replace(/\s*:+\s*/g, ' ').trim()

/** The address that a QR code holds, from which an app takes the key and what to call it. */
export const totpUri = (secret: string, { company, email }: { company: string; email: string }): string =>
  new TOTP({
    ...CODE,
    secret: Secret.fromBase32(secret),
    issuer: `${withoutColons(company)} (Console)`,
    label: email,
  }).toString()

/** The time step that a code belongs to, near the present one; undefined for a wrong code. Compares in constant time. */
export function matchingStep(secret: string, code: string, now = Date.now()): number | undefined {
  // otpauth throws at letters of more than one byte.
  if (!/^\d{6}$/.test(code)) return undefined
  const totp = totpOf(secret)
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta
}

/** The code of a moment, for tests and the demo. */
export const totpCodeAt = (secret: string, now = Date.now()): string => totpOf(secret).generate({ timestamp: now })
