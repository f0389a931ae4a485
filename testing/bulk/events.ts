import { v7 as uuidv7 } from 'uuid'
import { insertRows } from '@/db/insert-rows'
import { auditEvents, type AuditOutcome, type AuditTargetType } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { eventCatalogue } from '@/lib/audit/catalogue'
import type { EventFacts, EventName } from '@/lib/operation/register'
import { evenly } from './evenly'
import { atWork } from './histories'

const DAY_MS = 86_400_000
/** Over so much time: what is of today is the most, since the company grows. */
const SPREAD_MS = 730 * DAY_MS
/** As many as one statement has parameters for. */
const PORTION = 2000

/** Of whom events tell, and while they were here. */
export interface Lifetimes {
  ids: readonly string[]
  /** Moments in milliseconds; nobody who was never here. */
  from: Float64Array
  until: Float64Array
}

interface BulkKind {
  /** Of a thousand events. */
  share: number
  event: EventName
  data: Record<string, unknown>
  operation: string
  /** Of what it is; without an actor where somebody is refused before they are signed in. */
  about?: 'self' | 'other'
  refused?: boolean
  anonymous?: boolean
}

const kind = <E extends EventName>(
  perMille: number,
  event: E,
  data: EventFacts<E>,
  rest: Omit<BulkKind, 'share' | 'event' | 'data'>,
): BulkKind => ({ share: perMille, event, data: data as Record<string, unknown>, ...rest })

const kinds: BulkKind[] = [
  kind(330, 'session.started', { method: 'password' }, { operation: 'signIn.withPassword' }),
  kind(90, 'session.started', { method: 'passkey' }, { operation: 'passkeys.signIn' }),
  kind(250, 'dashboard.viewed', {}, { operation: 'dashboard.view' }),
  kind(140, 'access.viewed', {}, { operation: 'access.viewPage', about: 'self' }),
  kind(60, 'users.listed', { filters: {}, shown: 50 }, { operation: 'users.listPage' }),
  kind(45, 'user.viewed', {}, { operation: 'users.viewPage', about: 'other' }),
  kind(
    25,
    'session.refused',
    { reason: 'wrong_password' },
    { operation: 'signIn.withPassword', about: 'other', refused: true, anonymous: true },
  ),
  kind(20, 'user.updated', { fields: ['title'] }, { operation: 'users.update', about: 'other' }),
  kind(12, 'second_factor.added', { kind: 'app' }, { operation: 'secondFactor.confirm', about: 'self' }),
  kind(10, 'password.changed', { sessionsEnded: 1 }, { operation: 'profile.changePassword', about: 'self' }),
  kind(10, 'profile.renamed', { fields: ['name'] }, { operation: 'profile.rename', about: 'self' }),
  kind(
    8,
    'operation.refused',
    { code: 'forbidden', permission: 'users:read' },
    { operation: 'users.listPage', refused: true },
  ),
]

const inAll = kinds.reduce((sum, { share: perMille }) => sum + perMille, 0)

function kindOf(n: number): BulkKind {
  let left = evenly(n, 30) * inAll
  return kinds.find(({ share: perMille }) => (left -= perMille) < 0) ?? kinds[0]!
}

/** The n-th of many events: of somebody who was here then. */
function bulkEvent(n: number, now: number, { ids, from, until }: Lifetimes) {
  const { event, data, operation, about, refused = false, anonymous = !ids.length } = kindOf(n)
  const place = Math.floor(evenly(n, 31) * ids.length)
  const latest = Math.min(now, until[place] ?? now)
  const earliest = Math.max(now - SPREAD_MS, from[place] ?? 0)
  const moment = latest - evenly(n, 32) ** 2 * Math.max(latest - earliest, 0)
  // Most come in hours of work, some whenever it is.
  const worked = evenly(n, 33) < 0.85 ? atWork(moment, n).getTime() : moment
  const at = new Date(worked >= earliest ? worked : moment)
  const who = ids[place] ?? null
  const other = ids[Math.floor(evenly(n, 34) * ids.length)] ?? null
  const targetId = about === 'self' || anonymous ? who : about === 'other' ? other : null
  const id = uuidv7({ msecs: at.getTime() })
  const outcome: AuditOutcome = refused ? 'refused' : 'succeeded'
  const targetType: AuditTargetType | null = about && targetId ? 'user' : null
  return {
    id,
    at,
    event,
    kind: eventCatalogue[event].kind,
    severity: eventCatalogue[event].severity,
    outcome,
    actorKind: anonymous ? ('anonymous' as const) : ('user' as const),
    actorId: anonymous ? null : who,
    via: anonymous ? ('public' as const) : ('session' as const),
    targetType,
    targetId: targetType && targetId,
    data,
    operation,
    requestId: id,
  }
}

/** Writes so many events, beginning with the `first`-th. */
export async function insertEvents(
  { tx, companyId }: CompanyScope,
  { first, count, now, people }: { first: number; count: number; now: number; people: Lifetimes },
): Promise<void> {
  for (let done = 0; done < count; done += PORTION) {
    const size = Math.min(PORTION, count - done)
    const rows = Array.from({ length: size }, (_, n) => ({ companyId, ...bulkEvent(first + done + n, now, people) }))
    await tx.execute(insertRows(auditEvents, rows))
  }
}
