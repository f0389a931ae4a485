import { v7 as uuidv7 } from 'uuid'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { foldedEventsIn, type NewFoldedEvent } from '@/db/repositories/folded-events'
import { jobsIn } from '@/db/repositories/jobs'
import { inCompany, type CompanyScope } from '@/db/scope'
import { unfoldEvent } from './build-event'

/** The task that writes what was counted together as one event. */
export const WRITE_FOLDED_EVENTS = 'audit.writeFolded'

/** So long those that come after the first are counted with it. */
const WINDOW_MS = 60_000

/** Counts an event with others like it; the first of them has a job that writes them all. */
export async function foldEvent(scope: CompanyScope, event: Omit<NewFoldedEvent, 'id'>): Promise<void> {
  const id = uuidv7()
  if (await foldedEventsIn(scope).add({ ...event, id })) {
    await jobsIn(scope).add(WRITE_FOLDED_EVENTS, id, { at: new Date(Date.now() + WINDOW_MS) })
  }
}

/** Writes what was counted together to the audit log, once. */
export const writeFoldedEvents = (companyId: string, id: string): Promise<void> =>
  inCompany(companyId, async scope => {
    const folded = await foldedEventsIn(scope).take(id)
    if (!folded) return
    await auditEventsIn(scope).insert([unfoldEvent(folded)])
  })
