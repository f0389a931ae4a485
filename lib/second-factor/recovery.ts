import { randomBytes } from 'node:crypto'
import { cleanCode } from '@/lib/kernel/codes'
import { keyedDigest } from '@/lib/kernel/encryption'

const CODES = 10

/** Letters and digits that nobody takes for each other [Crockford's base 32]: 5 bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 80 bits: docs/security.md asks for 64, as NIST 800-63B-4 section 3.1.2.2 does where tries are not limited. */
const LETTERS = 16

/** Every byte is as likely as any other, and 256 is a multiple of 32. */
const newCode = (): string => [...randomBytes(LETTERS)].map(byte => ALPHABET[byte % ALPHABET.length]).join('')

/** As people read it: in groups of four. */
const shown = (code: string): string => code.match(/.{4}/g)!.join('-')

/** What the database keeps of a code of a person. */
export const recoveryCodeHash = (userId: string, code: string): string =>
  keyedDigest(`${userId} ${cleanCode(code)}`, 'recovery code')

/** New recovery codes: to be shown once, and to be kept. */
export function newRecoveryCodes(userId: string): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: CODES }, () => shown(newCode()))
  return { codes, hashes: codes.map(code => recoveryCodeHash(userId, code)) }
}
