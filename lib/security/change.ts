import { isAllowedFrom } from '@/lib/kernel/allowed-networks'
import { invalid } from '@/lib/kernel/errors'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import type { ProposedSecurity } from './input'
import { policyOf } from './presets'

/** The settings after a change. A requirement that stays keeps the day it began, and with it its deadline. */
export function withChange(before: SecuritySettings, proposed: ProposedSecurity, now = new Date()): SecuritySettings {
  const secondFactor = proposed.secondFactor
    ? {
        ...proposed.secondFactor,
        since: proposed.secondFactor.required ? (before.secondFactor.since ?? now.toISOString()) : null,
      }
    : before.secondFactor
  return {
    secondFactor,
    trustedDevices: proposed.trustedDevices ?? before.trustedDevices,
    signIn: proposed.signIn ?? before.signIn,
    password: proposed.password ? policyOf(proposed.password, before.password) : before.password,
    sessions: proposed.sessions ?? before.sessions,
    networks: proposed.networks ?? before.networks,
  }
}

/** Whether a change could lock people out, so that it is better tried first. */
export function isRisky(before: SecuritySettings, after: SecuritySettings): boolean {
  const stricter =
    after.secondFactor.required &&
    (!before.secondFactor.required || after.secondFactor.graceDays < before.secondFactor.graceDays)
  const elsewhere = after.networks.length > 0 && after.networks.join() !== before.networks.join()
  const fewerWays = (['password', 'emailCode', 'passkey'] as const).some(
    way => before.signIn[way] && !after.signIn[way],
  )
  return stricter || elsewhere || fewerWays
}

/** @throws AppError `invalid_input` at the networks when who changes them would be the first to be locked out. */
export function requireOwnNetwork({ networks }: SecuritySettings, ip: string | null): void {
  if (isAllowedFrom(networks, ip)) return
  throw invalid({
    networks: `This would lock you out, because your own address${ip ? ` (${ip})` : ''} is not in any of these networks. Add it first.`,
  })
}
