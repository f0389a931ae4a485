import { paths } from '@/lib/kernel/paths'

/** Longer than the server waits for its database. */
const PATIENCE_MS = 12_000

/** Whether Console can reach its database, and answers pages. */
export async function isUp(): Promise<boolean> {
  try {
    return (await fetch(paths.health(), { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })).ok
  } catch {
    return false
  }
}
