import { companiesIn } from '@/db/repositories/companies'
import { jobsIn } from '@/db/repositories/jobs'
import { inCompany } from '@/db/scope'
import { mailTasks } from '@/lib/platform/mail/priorities'

/** How often a job of a suspended company asks whether it may go on. */
const LOOK_AGAIN_MS = 60_000

const calls = new Set<string>(Object.values(mailTasks).map(({ call }) => call))

/**
 * Puts a job of a suspended company off, as often as it comes up, so that it is there when the company is resumed.
 * @returns whether it was put off
 */
export const postponeWhileSuspended = (
  companyId: string,
  task: string,
  recordId: string,
  key: string | undefined,
): Promise<boolean> =>
  inCompany(companyId, async scope => {
    if (!(await companiesIn(scope).suspension())) return false
    // Whose turn it is to be sent is asked for all mail when the company is resumed.
    if (calls.has(task)) return true
    await jobsIn(scope).add(task, recordId, { at: new Date(Date.now() + LOOK_AGAIN_MS), ...(key && { key }) })
    return true
  })
