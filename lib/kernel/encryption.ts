import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { required } from './env'

const derived = new Map<string, Buffer>()

/** A key of its own for each use, all from the one that is not in the database [NIST SP 800-56C]. */
function keyFor(use: string): Buffer {
  const secret = required('ENCRYPTION_KEY')
  const known = derived.get(`${secret} ${use}`) ?? Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  derived.set(`${secret} ${use}`, known)
  return known
}

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts text that has to be read again (AES-256-GCM, a fresh nonce each time).
 * @param context what it is and whose, such as `mail <companyId> <id>`: encrypted text opens only in its own place
 * @returns base64url
 */
export function encrypt(text: string, context: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), iv).setAAD(Buffer.from(context))
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
}

/** @throws Error when the key, the context or the text is not the one it was encrypted with. */
export function decrypt(encrypted: string, context: string): string {
  const bytes = Buffer.from(encrypted, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor('seal'), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/**
 * What is kept of a code that has fewer bits than a token: who has the database without the key cannot try codes
 * against it. @param use what it is and whose, so that equal codes of two people do not look equal
 */
export const keyedDigest = (text: string, use: string): string =>
  createHmac('sha256', keyFor(`digest ${use}`))
    .update(text)
    .digest('base64url')

/**
 * A token that can be shown again though only its hash is stored: a keyed digest of a stored random seed.
 * Who has the database without the key has neither the token nor a way to make it.
 */
export const tokenFromSeed = (seed: string, use: string): string =>
  createHmac('sha256', keyFor(`token ${use}`))
    .update(seed)
    .digest('base64url')
