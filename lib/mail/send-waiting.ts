import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { SEND_MAIL } from './post'

/** Adding a job costs a millisecond on a busy machine; this many keep a transaction short. */
const BATCH = 500

/** Gives every mail that waits for its first try a job of its own. Safe to be run again: a mail has one job at a time. */
export async function sendWaiting(companyId: string): Promise<void> {
  let last: string | undefined
  do {
    const after = last
    last = await inCompany(companyId, async scope => {
      const ids = await mailMessagesIn(scope).queuedAfter(after, BATCH)
      await jobsIn(scope).addMany(SEND_MAIL, ids)
      return ids.length === BATCH ? ids.at(-1) : undefined
    })
  } while (last)
}
