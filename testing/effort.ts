/**
 * The processor's time that a piece of work took in this process and its threads, in milliseconds. Unlike the time by the clock it is
 * the same on a machine that has other work: a bound on it tells a loop that grows without end from one that does not.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * The least of a few measurements, for what only the clock can tell: a fault is in each of them, and the other work of a machine not
 * in all. Measures no further once one is within the bound.
 */
export async function leastOf(times: number, bound: number, measure: () => Promise<number>): Promise<number> {
  let least = Infinity
  // One after the other: they would be in each other's way.
  // oxlint-disable-next-line no-await-in-loop
  for (let time = 0; time < times && least >= bound; time++) least = Math.min(least, await measure())
  return least
}
