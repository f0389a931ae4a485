/** A number from 0 to below 1 that is the same for the same person and question. */
export function evenly(n: number, question: number): number {
  let hash = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(question + 1, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** One of them, likewise. */
export const oneOf = <T>(of: readonly T[], n: number, question: number): T =>
  of[Math.floor(evenly(n, question) * of.length)]!
