import type { SessionAssurance, PersonProofs } from '@/db/repositories/actors'
import { isAllowedFrom } from '@/lib/kernel/allowed-networks'
import type { SecuritySettings } from '@/lib/kernel/security-settings'

/**
 * What has to be done before anything else can be: wait for the operator to resume the company, come from an allowed
 * network, show the second factor, get one, or choose a new password. A session with a demand opens the operations that allow for it and no others.
 */
export type SessionRequirement = 'suspended' | 'network' | 'second_factor' | 'enrol' | 'change_password'

const DAY_MS = 86_400_000

/** Which of the two comes first; null is never. */
const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other)

/** From when on a second factor is insisted on for this person; null: it is not required. Exceptions put it off. */
export function secondFactorDeadline(
  { secondFactor }: SecuritySettings,
  { groupDeadline, exemptUntil }: Pick<PersonProofs, 'groupDeadline' | 'exemptUntil'>,
): Date | null {
  const since = secondFactor.required && secondFactor.since ? new Date(secondFactor.since).getTime() : null
  const deadline = earlier(since === null ? null : new Date(since + secondFactor.graceDays * DAY_MS), groupDeadline)
  return deadline && exemptUntil && exemptUntil > deadline ? exemptUntil : deadline
}

/** What is demanded of a session now, if anything. */
export function sessionRequirement(
  settings: SecuritySettings,
  assurance: SessionAssurance,
  ip: string | null,
  now = new Date(),
): Exclude<SessionRequirement, 'suspended'> | undefined {
  if (!isAllowedFrom(settings.networks, ip)) return 'network'
  if (assurance.pending) return 'second_factor'
  const deadline = secondFactorDeadline(settings, assurance)
  if (deadline && deadline <= now && !assurance.secondFactorAt) return assurance.hasFactor ? 'second_factor' : 'enrol'
  const { expiryDays } = settings.password
  const expired = expiryDays > 0 && assurance.passwordChangedAt.getTime() + expiryDays * DAY_MS <= now.getTime()
  return expired && assurance.method === 'password' ? 'change_password' : undefined
}

/** docs/security.md: a proof of who one is holds for 15 minutes before dangerous changes. */
const STEP_UP_MS = 15 * 60_000

/** Whether its person has proved lately that they still are who signed in. */
export const isSteppedUp = ({ steppedUpAt }: SessionAssurance, now = new Date()): boolean =>
  steppedUpAt !== null && now.getTime() - steppedUpAt.getTime() < STEP_UP_MS
