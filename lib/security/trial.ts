import { auditEventsIn } from '@/db/repositories/audit-events'
import { securityIn, type StoredSecurity } from '@/db/repositories/security'
import { inCompany, type CompanyScope } from '@/db/scope'
import { buildEvent } from '@/lib/operation/build-event'
import { CONSOLE } from '@/lib/operation/principal'
import { summarizeChanges } from './summary'
import './events'

/** The task that writes back what a trial replaced, when its time is over. */
export const END_TRIAL = 'security.settle'

/**
 * The settings as they are written, held until the transaction ends; a trial whose time is over is written back before, and
 * recorded. Nothing depends on it: whoever reads settings goes by the time already.
 */
export async function currentSettings(scope: CompanyScope): Promise<StoredSecurity> {
  const stored = await securityIn(scope).findForUpdate()
  const { trial, settings, version } = stored
  if (!trial?.over) return stored
  await securityIn(scope).revert({ by: null })
  await auditEventsIn(scope).insert([
    buildEvent(
      'security.reverted',
      { by: 'time', changes: summarizeChanges(settings, trial.before) },
      { actor: CONSOLE, operation: END_TRIAL, target: { type: 'company', id: scope.companyId } },
    ),
  ])
  return { settings: trial.before, trial: null, version, updatedBy: null, updatedAt: trial.until }
}

export const endTrial = (companyId: string): Promise<void> =>
  inCompany(companyId, async scope => {
    await currentSettings(scope)
  })
