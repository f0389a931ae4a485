import { pluralize, formatList } from '@/lib/kernel/format'
import type { PasswordPolicy, SecuritySettings } from '@/lib/kernel/security-settings'
import { changesBetween } from '@/lib/operation/changes'

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

/** What each part of the settings is called, where the audit log and the review of a change tell it. */
export const securityPartLabels: Record<keyof SecuritySettings, string> = {
  secondFactor: 'second factor',
  trustedDevices: 'trusted devices',
  signIn: 'ways to sign in',
  password: 'passwords',
  sessions: 'sessions',
  networks: 'networks',
}

/** What each part says, in words. */
const partTexts: { [Part in keyof SecuritySettings]: (part: SecuritySettings[Part]) => string } = {
  secondFactor: ({ required, graceDays }) =>
    required ? `required of everybody ${graceText(graceDays)}` : 'not required of everybody',
  trustedDevices: trusted =>
    trusted ? 'skip the second factor for 30 days where it is not required' : 'do not skip the second factor',
  signIn: ({ password, emailCode, passkey }) =>
    formatList(
      [password && 'password', emailCode && 'code by mail', passkey && 'passkey'].filter(way => way !== false),
      'or',
    ),
  password: passwordsInWords,
  sessions: ({ idleMinutes, absoluteHours }) =>
    `over after ${pluralize(idleMinutes, 'minute')} without use, and after ${pluralize(absoluteHours, 'hour')} in any case`,
  networks: networks => (networks.length ? networks.join(', ') : 'anywhere'),
}

const textOf = <Part extends keyof SecuritySettings>(part: Part, settings: SecuritySettings): [string, string] => [
  securityPartLabels[part],
  partTexts[part](settings[part]),
]

/** What the settings say, a part at a time, as the audit log and the review of a change tell it. */
export const summarizeSettings = (settings: SecuritySettings): Record<string, string> =>
  Object.fromEntries((Object.keys(partTexts) as (keyof SecuritySettings)[]).map(part => textOf(part, settings)))

/** The parts that differ, before and after. */
export const summarizeChanges = (before: SecuritySettings, after: SecuritySettings): Changes =>
  changesBetween(summarizeSettings(before), summarizeSettings(after))
