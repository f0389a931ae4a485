import { actorsIn } from '@/db/repositories/actors'
import { companiesIn } from '@/db/repositories/companies'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { jobsIn } from '@/db/repositories/jobs'
import { inCompany, type CompanyScope } from '@/db/scope'
import { paths } from '@/lib/kernel/paths'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import { absoluteUrl } from '@/lib/platform/mail/absolute-url'
import { toMailRow, enqueueEmails } from '@/lib/platform/mail/enqueue'

/** The task that reminds those who still lack a second factor; its record is a group, or the company itself. */
export const SEND_REMINDER = 'secondFactor.remind'

const TEMPLATE = 'second-factor-reminder'
const DAY_MS = 86_400_000

/** Nobody is reminded twice within this time, be it of two groups or by a task that was done again. */
const QUIET_HOURS = 6

/** People at once: a transaction has ten seconds. */
const BATCH = 200

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** When people are reminded: at half time, and the day before. */
export function reminderTimes(since: Date, graceDays: number, now = new Date()): { halfTime?: Date; dayBefore?: Date } {
  const half = new Date(since.getTime() + (graceDays * DAY_MS) / 2)
  const before = new Date(since.getTime() + (graceDays - 1) * DAY_MS)
  return {
    ...(half > now && graceDays > 0 && { halfTime: half }),
    ...(before > now && before > half && { dayBefore: before }),
  }
}

/** Two jobs in the action's own transaction; those of a former deadline give way to them. */
export async function scheduleReminders(
  scope: CompanyScope,
  recordId: string,
  since: Date,
  graceDays: number,
): Promise<void> {
  const { halfTime, dayBefore } = reminderTimes(since, graceDays)
  if (halfTime) await jobsIn(scope).add(SEND_REMINDER, recordId, { at: halfTime, key: `${recordId} half time` })
  if (dayBefore) await jobsIn(scope).add(SEND_REMINDER, recordId, { at: dayBefore, key: `${recordId} day before` })
}

/** Reminds who is still concerned: active, without a second factor, and with a deadline ahead. Safe to be done again. */
export async function sendReminder(companyId: string, recordId: string): Promise<void> {
  for (let after: string | undefined = NOBODY; after;)
    after = await inCompany(companyId, scope => remindSome(scope, recordId, after!))
}

/** The next few people by id. Returns the last one's id, or nothing when there are no more. */
async function remindSome(scope: CompanyScope, recordId: string, after: string): Promise<string | undefined> {
  const groupId = recordId === scope.companyId ? undefined : recordId
  const people = await enrolmentIn(scope).toRemind({
    groupId,
    template: TEMPLATE,
    hours: QUIET_HOURS,
    after,
    limit: BATCH,
  })
  if (!people.length) return undefined
  const company = await companiesIn(scope).find()
  const settings = readSecuritySettings(await actorsIn(scope).settings())
  const url = absoluteUrl(paths.profile(company.slug))
  const mails = people.flatMap(({ id, name, email, groupDeadline, exemptUntil }) => {
    const until = secondFactorDeadline(settings, {
      groupDeadline: asDate(groupDeadline),
      exemptUntil: asDate(exemptUntil),
    })
    if (!until || until <= new Date()) return []
    const content = { company: company.name, until: until.toISOString(), url }
    return [toMailRow(scope, { template: TEMPLATE, to: { name, address: email }, userId: id, content })]
  })
  await enqueueEmails(scope, mails)
  return people.length < BATCH ? undefined : people.at(-1)!.id
}

const asDate = (text: string | null): Date | null => (text ? new Date(text) : null)
