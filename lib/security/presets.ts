import { passwordPolicy, type PasswordPolicy } from '@/lib/kernel/security-settings'
import { sentFields } from '@/lib/operation/changes'

type Preset = PasswordPolicy['preset']

const without = { upper: false, lower: false, digit: false, symbol: false, history: 0, expiryDays: 0 }

/** The password policies of docs/security.md. NIST 800-63B-4 section 3.1.1.2: length and strength, no composition, no expiry. */
const presets: Record<Exclude<Preset, 'custom'>, PasswordPolicy> = {
  standard: { preset: 'standard', ...without, minLength: 12, minStrength: 3 },
  /** 15 where the password is all there is. */
  only_factor: { preset: 'only_factor', ...without, minLength: 15, minStrength: 3 },
  /** For companies whose auditors still ask for it. */
  classic: {
    preset: 'classic',
    minLength: 12,
    upper: true,
    lower: true,
    digit: true,
    symbol: true,
    history: 5,
    expiryDays: 90,
    minStrength: 2,
  },
}

type ChosenPolicy = { [Rule in keyof PasswordPolicy]?: PasswordPolicy[Rule] | undefined } & { preset: Preset }

/**
 * A policy as chosen: a preset is always its own values, whatever else was sent along; of a company's own rules, those that
 * were left out stay as they are at present.
 */
export const policyOf = (chosen: ChosenPolicy, present: PasswordPolicy): PasswordPolicy =>
  chosen.preset === 'custom' ? passwordPolicy.parse({ ...present, ...sentFields(chosen) }) : presets[chosen.preset]

export const presetLabels: Record<Preset, string> = {
  standard: 'Standard: at least 12 characters',
  only_factor: 'Long: at least 15 characters',
  classic: 'Classic: upper and lower case, digits, symbols, 90 days',
  custom: 'Custom',
}
