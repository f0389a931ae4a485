import { auditEventsIn } from '@/db/repositories/audit-events'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import type { EventName } from '@/lib/operation/register'

interface Rarity {
  event: EventName
  /** Done to this one only. */
  targetId?: string
  /** By or to this person only. */
  personId?: string
  /** So many times … */
  most: number
  /** … within so many hours. */
  hours: number
  /** Of what was done as often: for people. */
  sentence: string
  /** The field that it is said at. */
  field?: string
}

/**
 * For what a signed-in person could do without end. Counted in the audit log, where everything that was done is; exact for a
 * command that runs in turn or holds a lock on what it is about.
 * @throws AppError `too_often` with the seconds until it can be done again
 */
export async function limitRate(
  scope: CompanyScope,
  { event, targetId, personId, most, hours, sentence, field }: Rarity,
): Promise<void> {
  const windowMs = hours * 3_600_000
  const from = new Date(Date.now() - windowMs)
  const done = await auditEventsIn(scope).list(
    { events: [event], targetId, personId, outcome: 'succeeded', from },
    most,
  )
  const earliest = done[most - 1]
  if (!earliest) return
  const retryAfter = Math.max(1, Math.ceil((earliest.at.getTime() + windowMs - Date.now()) / 1000))
  throw new AppError('too_often', sentence, { ...(field && { fields: { [field]: sentence } }), retryAfter })
}
