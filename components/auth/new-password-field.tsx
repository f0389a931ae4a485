'use client'

import { useEffect, useState } from 'react'
import { cx } from '@/components/ui/cx'
import type { FieldName } from '@/components/ui/form/fields-of'
import { useFormContext } from '@/components/ui/form/form-context'
import { PasswordField } from '@/components/ui/form/password-field'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { HARDER_TO_GUESS, unmetPasswordRule, policyHint } from '@/lib/passwords/policy-hint'

interface NewPasswordFieldProps {
  name: FieldName
  label: string
  /** What the company asks of passwords. */
  policy: PasswordPolicy
  /** What belongs to the person and must not make up the password: address, company. */
  words: string[]
  /** Fields of the same form whose text belongs to the person too. */
  wordFields?: FieldName[]
  /** Has the focus as it appears. */
  focused?: boolean
}

interface Verdict {
  score: 0 | 1 | 2 | 3 | 4
  text: string
}

const labels = ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'] as const
const colours = ['bg-danger', 'bg-danger', 'bg-warn', 'bg-good', 'bg-good'] as const

/** Long enough for a typist's pause, so that a screen reader is not told of every letter. */
const PAUSE_MS = 400

/** A field for a new password, with how strong it is. The dictionaries come with the first letter and not before. */
export function NewPasswordField({ name, label, policy, words, wordFields = [], focused }: NewPasswordFieldProps) {
  const verdict = useVerdict(name, policy, words, wordFields)
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        name={name}
        label={label}
        hint={policyHint(policy)}
        autoComplete="new-password"
        focused={focused}
      />
      {verdict && (
        <div aria-hidden="true" className="flex gap-1">
          {[1, 2, 3, 4].map(step => (
            <span
              key={step}
              className={cx(
                'h-1 flex-1 rounded-full',
                step <= Math.max(verdict.score, 1) ? colours[verdict.score] : 'bg-sunken',
              )}
            />
          ))}
        </div>
      )}
      <p role="status" className={cx('text-[0.8125rem] text-muted', !verdict && 'sr-only')}>
        {verdict?.text}
      </p>
    </div>
  )
}

function useVerdict(
  name: FieldName,
  policy: PasswordPolicy,
  words: string[],
  wordFields: FieldName[],
): Verdict | undefined {
  const { form } = useFormContext()
  const [verdict, setVerdict] = useState<Verdict>()
  // A page's props are new arrays with every render; what counts is what stands in them.
  const own = JSON.stringify({ policy, words, wordFields })

  useEffect(() => {
    const { policy, words, wordFields } = JSON.parse(own) as {
      policy: PasswordPolicy
      words: string[]
      wordFields: string[]
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const look = async () => {
      const turn = ++last
      const password = String(form.getValues(name) ?? '')
      const typed = wordFields.map(field => String(form.getValues(field) ?? ''))
      const seen = await verdictOn(password, policy, [...words, ...typed])
      if (turn === last) setVerdict(seen)
    }
    const watching = form.watch((_, { name: changed }) => {
      if (changed !== name && !wordFields.includes(changed ?? '')) return
      clearTimeout(timer)
      timer = setTimeout(() => void look(), PAUSE_MS)
    })
    return () => {
      clearTimeout(timer)
      last = -1
      watching.unsubscribe()
    }
  }, [form, name, own])

  return verdict
}

async function verdictOn(password: string, policy: PasswordPolicy, words: string[]): Promise<Verdict | undefined> {
  if (!password) return undefined
  const missing = policy.minLength - [...password.normalize('NFKC')].length
  if (missing > 0)
    return { score: 0, text: `Too short: ${missing === 1 ? '1 more character' : `${missing} more characters`}.` }
  const lacking = unmetPasswordRule(policy, password)
  if (lacking) return { score: 0, text: lacking }
  try {
    const { estimateStrength } = await import('@/lib/passwords/zxcvbn.mjs')
    const { score, why } = estimateStrength({ password, words })
    const advice = why || (score < policy.minStrength && HARDER_TO_GUESS)
    return { score, text: [`Strength: ${labels[score].toLowerCase()}.`, advice].filter(Boolean).join(' ') }
  } catch {
    // The dictionaries did not come; the server judges in any case.
    return undefined
  }
}
