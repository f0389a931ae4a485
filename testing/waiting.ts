import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { CompanyScope } from '@/db/scope'

/** Until somebody else has met a lock that this transaction holds, which the database knows. */
export async function untilSomebodyWaits({ tx }: CompanyScope): Promise<void> {
  const [citus] = await tx.execute<{ has: boolean }>(sql`select to_regclass('citus_lock_waits') is not null as has`)
  // On a Citus, others wait where the rows are.
  const waiters = citus!.has
    ? sql`citus_lock_waits where blocking_gpid = citus_backend_gpid()`
    : sql`pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`
  for (let tries = 0; tries < 280; tries++) {
    const [row] = await tx.execute<{ waiting: number }>(sql`select count(*)::int as waiting from ${waiters}`)
    if (row!.waiting > 0) return
    await wait(25)
  }
  throw new Error('Nobody waited for the lock.')
}
