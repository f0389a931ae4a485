import { randomInt, timingSafeEqual } from 'node:crypto'
import { keyedDigest } from '@/lib/kernel/encryption'

/** docs/security.md: a mailed code holds for 10 minutes and 5 tries [OWASP ASVS 6.5.4 and 6.5.5]. */
export const CODE_MS = 10 * 60_000
export const CODE_TRIES = 5

/** Six digits: with five tries, one guess in 200,000 is right. */
export const newSignInCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of the code of a question. */
export const codeDigest = (questionId: string, code: string): string =>
  keyedDigest(`${questionId} ${code}`, 'sign-in code')

/** Whether a code is the one, in constant time. */
export function isSignInCode(expected: string, questionId: string, code: string): boolean {
  const [known, given] = [Buffer.from(expected), Buffer.from(codeDigest(questionId, code))]
  return known.length === given.length && timingSafeEqual(known, given)
}
