import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { mailPriorities, type MailPriority } from '@/db/schema'
import { inCompany, type CompanyScope } from '@/db/scope'
import { atOnce, mailTasks, sendRanks } from './priorities'

/**
 * Gives the next mails of this company a job each, as far as it has not enough in hand. Those jobs stand behind the ones
 * that other companies have already: companies take turns, however much one has waiting. Called after a mail was
 * written and whenever one leaves a worker's hands, in a short transaction, as it takes a lock. Safe to be called again.
 */
export async function scheduleNext(scope: CompanyScope, priority: MailPriority): Promise<void> {
  const called = await mailMessagesIn(scope).call(priority, atOnce[priority])
  await jobsIn(scope).addMany(mailTasks[priority].send, called, sendRanks[priority])
}

/** The task of looking whose turn it is. */
export const scheduleWaiting =
  (...priorities: MailPriority[]) =>
  (companyId: string): Promise<void> =>
    inCompany(companyId, async scope => {
      for (const priority of priorities) await scheduleNext(scope, priority)
    })

/** What an earlier version has left in the queue may be about any of them. */
export const scheduleAnyWaiting = scheduleWaiting(...mailPriorities)
