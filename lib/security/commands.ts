import { z } from 'zod'
import { jobsIn } from '@/db/repositories/jobs'
import { securityIn, type StoredSecurity } from '@/db/repositories/security'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { TRIAL_MINUTES, type SecuritySettings } from '@/lib/kernel/security-settings'
import { requireSession, type Actor } from '@/lib/operation/actor'
import { command } from '@/lib/operation/define'
import { editBy, requireHit } from '@/lib/operation/versions'
import { requireHeld } from '@/lib/permissions/require-held'
import { liftAddressThrottle } from '@/lib/throttling/throttle'
import { requireOwnNetwork, isRisky, withChange } from './change'
import { changeSecurityInput, liftAddressInput } from './input'
import { rulesMeanwhile } from './meanwhile'
import { changeSecurityOutput } from './output'
import { scheduleReminders } from './reminders'
import { summarizeChanges } from './summary'
import { currentSettings, END_TRIAL } from './trial'
import './events'
import '@/lib/throttling/events'

const noTrial = () =>
  new AppError(
    'wrong_status',
    'No security settings are on trial any more. Reload the page to see the current settings.',
  )

/** The trial that runs, held. @throws AppError `wrong_status` when none does, or its time is over. */
async function runningTrial(
  scope: CompanyScope,
): Promise<NonNullable<StoredSecurity['trial']> & Pick<StoredSecurity, 'settings'>> {
  const { settings, trial } = await securityIn(scope).findForUpdate()
  if (!trial || trial.over) throw noTrial()
  return { ...trial, settings }
}

/**
 * What could lock people out takes access from administrators too.
 * @throws NotHeldError
 */
async function demandMayLimit(
  scope: CompanyScope,
  actor: Actor,
  before: SecuritySettings,
  after: SecuritySettings,
): Promise<void> {
  if (isRisky(before, after)) await requireHeld(scope, actor, 'limitSignIn', ['*:*'])
}

export const changeSecurity = command({
  name: 'security.change',
  permission: 'settings:manage-security',
  explain: 'Change how people sign in: two-factor authentication, sign-in methods, passwords, sessions and networks.',
  input: changeSecurityInput,
  output: changeSecurityOutput,
  http: { method: 'PATCH', path: '/company/security' },
  versioned: ({ version }) => version,
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record, request }, { trial: wanted, version, ...proposed }) {
    const stored = await currentSettings(scope)
    const { settings: before, trial } = stored
    if (trial) {
      throw new AppError('wrong_status', 'Other security settings are on trial. Keep or revert them first.')
    }
    const after = withChange(before, proposed)
    requireOwnNetwork(after, request.ip)
    await demandMayLimit(scope, actor, before, after)
    const onTrial = wanted && isRisky(before, after)
    const edit = editBy({ actor }, version)
    const trying = onTrial ? await securityIn(scope).putOnTrial(after, TRIAL_MINUTES, edit) : undefined
    const made = onTrial ? trying?.version : await securityIn(scope).write(after, edit)
    const now = await requireHit({ scope, actor }, made, stored, rulesMeanwhile(before, after, proposed))
    const until = trying?.until
    if (until) await jobsIn(scope).add(END_TRIAL, scope.companyId, { at: until })
    const { required, graceDays, since } = after.secondFactor
    if (required && since) await scheduleReminders(scope, scope.companyId, new Date(since), graceDays)
    record(
      'security.changed',
      { changes: summarizeChanges(before, after), ...(until && { trialUntil: until.toISOString() }) },
      { target: { type: 'company', id: scope.companyId } },
    )
    return { trialUntil: until?.toISOString() ?? null, version: now }
  },
})

export const keepSecurity = command({
  name: 'security.keep',
  permission: 'settings:manage-security',
  explain: 'Keep security settings that are on trial, after signing in again.',
  input: z.object({}),
  output: noOutput,
  http: { method: 'POST', path: '/company/security/trial' },
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record }) {
    const trial = await runningTrial(scope)
    if (requireSession(actor).assurance.beganAt <= trial.since) {
      throw new AppError('wrong_status', 'Sign out and sign in again first, to make sure that you can still sign in.')
    }
    await demandMayLimit(scope, actor, trial.before, trial.settings)
    await securityIn(scope).keep()
    record(
      'security.confirmed',
      { changes: summarizeChanges(trial.before, trial.settings) },
      { target: { type: 'company', id: scope.companyId } },
    )
  },
})

/** Without proof of who it is: it does now what time does by itself a few minutes later. */
export const revertSecurity = command({
  name: 'security.revert',
  permission: 'settings:manage-security',
  explain: 'Revert security settings that are on trial.',
  input: z.object({}),
  output: noOutput,
  http: { method: 'DELETE', path: '/company/security/trial' },
  serialized: true,
  async run({ scope, actor, record }) {
    const trial = await runningTrial(scope)
    await securityIn(scope).revert({ by: actor.userId })
    record(
      'security.reverted',
      { by: 'person', changes: summarizeChanges(trial.settings, trial.before) },
      { target: { type: 'company', id: scope.companyId } },
    )
  },
})

export const liftAddressWait = command({
  name: 'security.liftAddressWait',
  permission: 'settings:manage-security',
  explain: 'Unblock an address or network after many failed sign-ins.',
  input: liftAddressInput,
  output: noOutput,
  internal: 'It belongs to the page of settings.',
  stepUp: true,
  async run({ scope, record }, { address }) {
    // Where the wait was over meanwhile nothing is amiss: what was asked for is so.
    const lifted = await liftAddressThrottle(scope, address)
    record(
      'throttle.lifted',
      { address, ...(!lifted && { already: true }) },
      { target: { type: 'company', id: scope.companyId } },
    )
  },
})
