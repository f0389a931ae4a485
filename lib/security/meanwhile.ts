import type { FieldMeanwhile } from '@/lib/kernel/errors'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import { fieldsMeanwhile } from '@/lib/operation/versions'
import type { ProposedSecurity } from './input'

/** Each rule of a part, by the name that forms give it; a list is one text, and when something began is nobody's wish. */
const rulesOf = (
  part: keyof SecuritySettings,
  settings: SecuritySettings,
): Record<string, string | number | boolean | null> => {
  const value = settings[part]
  if (Array.isArray(value)) return { [part]: value.join('\n') }
  if (typeof value === 'boolean') return { [part]: value }
  const rules = Object.entries(value).filter(([rule]) => rule !== 'since')
  return Object.fromEntries(rules.map(([rule, wish]) => [`${part}.${rule}`, wish]))
}

/** Of the parts that a change names, the rules that would be others than there are now, with both values. */
export const rulesMeanwhile = (
  present: SecuritySettings,
  after: SecuritySettings,
  proposed: ProposedSecurity,
): FieldMeanwhile[] =>
  (Object.keys(present) as (keyof SecuritySettings)[])
    .filter(part => proposed[part] !== undefined)
    .flatMap(part => fieldsMeanwhile(rulesOf(part, present), rulesOf(part, after)))
