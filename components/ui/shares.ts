/** Where each part of a whole begins and how much of it it is, from 0 to 1; in a whole of nothing each is nothing. */
export function sharesOf(counts: readonly number[]): { from: number; part: number }[] {
  const whole = counts.reduce((sum, count) => sum + count, 0) || 1
  return counts.map((count, n) => ({
    from: counts.slice(0, n).reduce((sum, before) => sum + before, 0) / whole,
    part: count / whole,
  }))
}
