import { formatList } from '@/lib/kernel/format'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'

type Classes = 'upper' | 'lower' | 'digit' | 'symbol'

const classes: Record<Classes, { has: RegExp; words: string }> = {
  upper: { has: /\p{Lu}/u, words: 'an upper-case letter' },
  lower: { has: /\p{Ll}/u, words: 'a lower-case letter' },
  digit: { has: /\p{Nd}/u, words: 'a digit' },
  symbol: { has: /[^\p{L}\p{N}\s]/u, words: 'a symbol' },
}

const asked = (policy: PasswordPolicy) =>
  (Object.keys(classes) as Classes[]).filter(name => policy[name]).map(name => classes[name])

/** What a company asks of passwords, for the hint at the field. Safe in a browser. */
export function policyHint(policy: PasswordPolicy): string {
  const kinds = asked(policy).map(({ words }) => words)
  const length = `At least ${policy.minLength} characters${kinds.length ? `, with ${formatList(kinds)}` : ''}.`
  const history = policy.history ? ` Not one of your last ${policy.history}.` : ''
  return length + history + (kinds.length ? '' : ' A few unrelated words are easy to remember.')
}

/** For a password that nothing else can be said against. */
export const HARDER_TO_GUESS = 'This password is too easy to guess. Add another unrelated word.'

/** What a password lacks of what can be counted, as a sentence; undefined when nothing. Lengths in code points after NFKC [NIST 800-63B-4 section 3.1.1.2]. */
export function unmetPasswordRule(policy: PasswordPolicy, password: string): string | undefined {
  const text = password.normalize('NFKC')
  if ([...text].length < policy.minLength) return `A password needs at least ${policy.minLength} characters.`
  const kinds = asked(policy)
    .filter(({ has }) => !has.test(text))
    .map(({ words }) => words)
  return kinds.length ? `This password needs ${formatList(kinds)}.` : undefined
}
