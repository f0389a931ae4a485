import { permissionUseIn, type PermissionUse } from '@/db/repositories/permission-use'
import { inCompany, type CompanyScope } from '@/db/scope'
import { log } from '@/lib/kernel/log'

/** Counts of further uses reach the database this much later at the most; the first use of a day is there before the answer. */
const FLUSH_MS = 5_000

/** A year of quarterly reviews, and the month that the last of them takes. */
const KEPT_DAYS = 400

/** What is remembered of one day in one process; who is beyond is written each time. */
const MOST = 50_000

const DAY_MS = 86_400_000

interface Uses {
  day: string
  /** Whom and what the database has a row of today, with the uses since it was last told. */
  since: Map<string, { companyId: string; use: PermissionUse; uses: number }>
  /** Companies whose old days were forgotten today. */
  cleared: Set<string>
  timer?: NodeJS.Timeout
  /** What is being written now, after what was being written before. */
  writing?: Promise<void>
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const newDay = (day: string): Uses => ({ day, since: new Map(), cleared: new Set() })

/** Once per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consolePermissionUses?: Uses }

/** Today's; what is left of yesterday is written. */
function today(): Uses {
  const day = dayOf(Date.now())
  const known = shared.consolePermissionUses
  if (known?.day === day) return known
  if (known) void flush(known)
  return (shared.consolePermissionUses = newDay(day))
}

/**
 * Notes that a person uses these permissions, in the transaction of what they use them for: the first use of a day is written
 * with it, further ones are counted.
 * @returns to be called after the commit
 */
export async function notePermissionUse(
  scope: CompanyScope,
  userId: string,
  permissions: readonly string[],
): Promise<() => void> {
  const { companyId } = scope
  const uses = today()
  const keyOf = (permission: string) => `${companyId} ${userId} ${permission}`
  const first = permissions.filter(permission => !uses.since.has(keyOf(permission)))
  if (first.length)
    await permissionUseIn(scope).add(first.map(permission => ({ userId, permission, day: uses.day, uses: 1 })))
  return () => {
    for (const permission of permissions) {
      const key = keyOf(permission)
      const known = uses.since.get(key)
      if (known && !first.includes(permission)) {
        known.uses++
        uses.timer ??= setTimeout(() => void flush(uses), FLUSH_MS).unref()
      } else if (!known && uses.since.size < MOST)
        uses.since.set(key, { companyId, use: { userId, permission, day: uses.day }, uses: 0 })
    }
  }
}

/** Writes what was counted by now, and waits for what is being written; for who stops the process. */
export const flushPermissionUse = async (): Promise<void> => {
  if (shared.consolePermissionUses) await flush(shared.consolePermissionUses)
}

function flush(uses: Uses): Promise<void> {
  clearTimeout(uses.timer)
  uses.timer = undefined
  return (uses.writing = (uses.writing ?? Promise.resolve()).then(() => write(uses)))
}

async function write(uses: Uses): Promise<void> {
  const counted = [...uses.since.values()].filter(one => one.uses > 0)
  for (const companyId of new Set(counted.map(one => one.companyId))) {
    const ofCompany = counted.filter(one => one.companyId === companyId)
    const rows = ofCompany.map(({ use, uses: count }) => ({ ...use, uses: count }))
    for (const one of ofCompany) one.uses = 0
    try {
      await inCompany(companyId, async scope => {
        await permissionUseIn(scope).add(rows)
        if (!uses.cleared.has(companyId))
          await permissionUseIn(scope).forgetBefore(dayOf(Date.parse(uses.day) - KEPT_DAYS * DAY_MS))
      })
      uses.cleared.add(companyId)
    } catch (error) {
      // Counts are no record of access, which the audit log is: they are lost, and nothing waits for them.
      log.warn({ err: error }, 'Uses of permissions could not be counted.')
    }
  }
}
