import { paths } from '@/lib/kernel/paths'

/** Whether Console can reach its database, and answers pages. */
export async function isUp(): Promise<boolean> {
  try {
    return (await fetch(paths.health(), { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
