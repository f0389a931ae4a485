import { pluralize, formatList } from '@/lib/kernel/format'
import type { PasswordPolicy, SecuritySettings } from '@/lib/kernel/security-settings'
import { changesBetween } from '@/lib/operation/changes'

type Changes = Record<string, { from: string; to: string }>

export const graceText = (days: number): string => (days ? `after ${pluralize(days, 'day')}` : 'immediately')

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
    minStrength ? `strength ${minStrength} of 4` : 'no strength check',
    ...(classes.length ? [`with ${formatList(classes)}`] : []),
    ...(history ? [`not one of the last ${history}`] : []),
    expiryDays ? `new after ${pluralize(expiryDays, 'day')}` : 'no expiry',
  ].join(', ')
}

/** What each part of the settings is called, where the audit log and the review of a change tell it. */
export const securityPartLabels: Record<keyof SecuritySettings, string> = {
  secondFactor: 'two-factor authentication',
  trustedDevices: 'trusted devices',
  signIn: 'sign-in methods',
  password: 'passwords',
  sessions: 'sessions',
  networks: 'networks',
}

/** What each part says, in words. */
const partTexts: { [Part in keyof SecuritySettings]: (part: SecuritySettings[Part]) => string } = {
  secondFactor: ({ required, graceDays }) =>
    required ? `required for everybody ${graceText(graceDays)}` : 'not required for everybody',
  trustedDevices: trusted =>
    trusted
      ? 'skip two-factor authentication for 30 days where it is not required'
      : 'do not skip two-factor authentication',
  signIn: ({ password, emailCode, passkey }) =>
    formatList(
      [password && 'password', emailCode && 'code by email', passkey && 'passkey'].filter(way => way !== false),
      'or',
    ),
  password: passwordsInWords,
  sessions: ({ idleMinutes, absoluteHours }) =>
    `end after ${pluralize(idleMinutes, 'minute')} of inactivity, and after ${pluralize(absoluteHours, 'hour')} at the latest`,
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
