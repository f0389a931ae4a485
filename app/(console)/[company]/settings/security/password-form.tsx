'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { useFormContext } from '@/components/ui/form/form-context'
import { SelectField } from '@/components/ui/form/select-field'
import { TextField } from '@/components/ui/form/text-field'
import { useValueNames } from '@/components/ui/form/value-names'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { presetLabels } from '@/lib/security/presets'
import { passwordPart } from '@/lib/security/sections'
import { ChangeForm } from './change-form'

const field = fieldsOf(passwordPart)

const hints: Record<PasswordPolicy['preset'], string> = {
  standard:
    'Checks length and strength, and refuses common passwords. No composition rules and no expiry, because they lead to weaker passwords (NIST 800-63B).',
  only_factor: 'The same with a greater length, for companies that do not require two-factor authentication.',
  classic:
    'For older audit requirements: all four kinds of characters, none of the last 5 passwords, and a new password every 90 days.',
  custom: 'Set each rule yourself.',
}

const presetOptions = Object.entries(presetLabels).map(([value, label]) => ({ value, label }))

const strengths = [
  '0: no check',
  '1: refuses very weak passwords',
  '2: refuses weak passwords',
  '3: accepts fair passwords and better',
  '4: accepts only strong passwords',
].map((label, value) => ({ value: String(value), label }))

export function PasswordPolicyForm({ policy, version }: { policy: PasswordPolicy; version: number }) {
  return (
    <ChangeForm
      schema={passwordPart}
      defaultValues={{ password: { ...policy, minStrength: String(policy.minStrength) } }}
      version={version}
    >
      <Rules initial={policy.preset} />
    </ChangeForm>
  )
}

function Rules({ initial }: { initial: PasswordPolicy['preset'] }) {
  const { form } = useFormContext()
  // Also while it is not on the page: somebody else may have chosen rules of their own.
  useValueNames(field('password.minStrength'), value => strengths.find(option => option.value === value)?.label)
  const preset: PasswordPolicy['preset'] = form.watch(field('password.preset')) ?? initial
  return (
    <>
      <SelectField name={field('password.preset')} label="Policy" options={presetOptions} hint={hints[preset]} />
      {preset === 'custom' && (
        <fieldset className="flex flex-col gap-5 border-s-2 border-line ps-4">
          <legend className="sr-only">Custom</legend>
          <TextField
            name={field('password.minLength')}
            label="Minimum length"
            inputMode="numeric"
            hint="12 to 64 characters."
          />
          <SelectField
            name={field('password.minStrength')}
            label="Strength"
            options={strengths}
            hint="An estimate of how hard the password is to guess, from 0 to 4."
          />
          <div>
            <CheckboxField name={field('password.upper')} label="Require an upper-case letter" />
            <CheckboxField name={field('password.lower')} label="Require a lower-case letter" />
            <CheckboxField name={field('password.digit')} label="Require a digit" />
            <CheckboxField name={field('password.symbol')} label="Require a symbol" />
          </div>
          <TextField
            name={field('password.history')}
            label="Password history"
            inputMode="numeric"
            hint="How many previous passwords cannot be reused, 0 to 24."
          />
          <TextField
            name={field('password.expiryDays')}
            label="Expires after (days)"
            inputMode="numeric"
            hint="0: passwords do not expire."
          />
        </fieldset>
      )}
    </>
  )
}
