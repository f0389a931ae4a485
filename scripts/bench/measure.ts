/** Median and 95th percentile of milliseconds. */
export function summary(times: number[]): { median: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95) }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`

/** Prints a row per case and how each compares with the first. */
export function report(cases: Record<string, number[]>): void {
  const rows = Object.entries(cases).map(([name, times]) => ({ name, ...summary(times) }))
  for (const { name, median, p95 } of rows) {
    const ratio = median / rows[0]!.median
    process.stdout.write(
      `${name.padEnd(24)} median ${ms(median).padStart(10)}   p95 ${ms(p95).padStart(10)}   × ${ratio.toFixed(2)}\n`,
    )
  }
}
