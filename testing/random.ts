/** Numbers from 0 to below 1 that are the same for the same seed (Lehmer's generator, with the factor of MINSTD since 1993). */
export function randomNumbers(seed: number) {
  let state = (seed % 2_147_483_646) + 1
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    /** One of them. */
    one: <T>(of: readonly T[]): T => of[below(of.length)]!,
    chance: (share: number): boolean => next() < share,
  }
}

export type RandomNumbers = ReturnType<typeof randomNumbers>
