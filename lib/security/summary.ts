import { pluralize, formatList } from '@/lib/kernel/format'
import type { PasswordPolicy, SecuritySettings } from '@/lib/kernel/security-settings'

type Changes = Record<string, { from: string; to: string }>

export const graceText = (days: number): string => (days ? `after ${pluralize(days, 'day')}` : 'at once')

function passwordsInWords({
  minLength,
  upper,
  lower,
  digit,
  symbol,
  history,
  expiryDays,
  minStrength,
}: PasswordPolicy): string {
  const classes = [upper && 'upper case', lower && 'lower case', digit && 'a digit', symbol && 'a symbol'].filter(
    part => part !== false,
  )
  return [
    `at least ${minLength} characters`,
    minStrength ? `strength ${minStrength} of 4` : 'any strength',
    ...(classes.length ? [`with ${formatList(classes)}`] : []),
    ...(history ? [`not one of the last ${history}`] : []),
    expiryDays ? `new after ${pluralize(expiryDays, 'day')}` : 'without expiry',
  ].join(', ')
}

/** What the settings say, a part at a time, as the audit log and the review of a change tell it. */
export function summarizeSettings({
  secondFactor,
  trustedDevices,
  signIn,
  password,
  sessions,
  networks,
}: SecuritySettings): Record<string, string> {
  const ways = [signIn.password && 'password', signIn.emailCode && 'code by mail', signIn.passkey && 'passkey'].filter(
    way => way !== false,
  )
  return {
    'second factor': secondFactor.required
      ? `required of everybody ${graceText(secondFactor.graceDays)}`
      : 'not required of everybody',
    'trusted devices': trustedDevices
      ? 'skip the second factor for 30 days where it is not required'
      : 'do not skip the second factor',
    'ways to sign in': formatList(ways, 'or'),
    passwords: passwordsInWords(password),
    sessions: `over after ${pluralize(sessions.idleMinutes, 'minute')} without use, and after ${pluralize(sessions.absoluteHours, 'hour')} in any case`,
    networks: networks.length ? networks.join(', ') : 'anywhere',
  }
}

/** The parts that differ, before and after. */
export function summarizeChanges(before: SecuritySettings, after: SecuritySettings): Changes {
  const [from, to] = [summarizeSettings(before), summarizeSettings(after)]
  return Object.fromEntries(
    Object.keys(to)
      .filter(part => from[part] !== to[part])
      .map(part => [part, { from: from[part]!, to: to[part]! }]),
  )
}
