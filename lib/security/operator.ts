import { auditEventsIn } from '@/db/repositories/audit-events'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { securityIn } from '@/db/repositories/security'
import { companyIdBySlug, inCompany, type CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import { buildEvent } from '@/lib/operation/build-event'
import { OPERATOR } from '@/lib/operation/principal'
import { summarizeChanges, graceText, summarizeSettings } from './summary'
import { currentSettings } from './trial'
import './events'

/** For the operator at the machine, who stands outside every company: these are not reachable over HTTP. */

const inCompanyOf = async <T>(slug: string, work: (scope: CompanyScope) => Promise<T>): Promise<T> => {
  const companyId = await companyIdBySlug(slug)
  if (!companyId) throw notFound('Company')
  return inCompany(companyId, work)
}

interface SecurityReport {
  /** Part to words, as it holds now. */
  settings: Record<string, string>
  /** When what is on trial goes back. */
  trialUntil: Date | undefined
  enrolment: { active: number; withFactor: number; must: number; mustAndHave: number }
  /** Groups that require a second factor, and when. */
  groups: string[]
}

/** How a company's people sign in. @throws AppError `not_found` */
export const securityReport = (slug: string): Promise<SecurityReport> =>
  inCompanyOf(slug, async scope => {
    const { settings, trial } = await securityIn(scope).findForUpdate()
    const [enrolment] = await enrolmentIn(scope).counts()
    const groups = await enrolmentIn(scope).requiringGroups()
    return {
      settings: summarizeSettings(trial?.over ? trial.before : settings),
      trialUntil: trial && !trial.over ? trial.until : undefined,
      enrolment: enrolment!,
      groups: groups.map(({ name, graceDays }) => `${name} (${graceText(graceDays)})`),
    }
  })

/** What can keep a whole company out: none of it. */
const open = (settings: SecuritySettings): SecuritySettings => ({
  ...settings,
  secondFactor: { ...settings.secondFactor, required: false, since: null },
  signIn: { ...settings.signIn, password: true },
  networks: [],
})

/**
 * Lets a locked-out company in: no second factor of everybody, passwords allowed, from anywhere. A trial is over with it.
 * @returns what changed, in words
 * @throws AppError `not_found`
 */
export const resetSecurity = (slug: string): Promise<Record<string, { from: string; to: string }>> =>
  inCompanyOf(slug, async scope => {
    const { settings } = await currentSettings(scope)
    const after = open(settings)
    await securityIn(scope).write(after, { by: null })
    const changes = summarizeChanges(settings, after)
    await auditEventsIn(scope).insert([
      buildEvent(
        'security.changed',
        { changes },
        { actor: OPERATOR, operation: 'security.reset', target: { type: 'company', id: scope.companyId } },
      ),
    ])
    return changes
  })
