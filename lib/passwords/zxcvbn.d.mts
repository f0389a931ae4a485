/** See zxcvbn.mjs. */
export function estimateStrength(task: { password: string; words: string[] }): {
  score: 0 | 1 | 2 | 3 | 4
  listed: boolean
  why: string
}
