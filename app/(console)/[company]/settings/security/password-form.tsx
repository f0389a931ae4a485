'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { useFormContext } from '@/components/ui/form/form-context'
import { SelectField } from '@/components/ui/form/select-field'
import { TextField } from '@/components/ui/form/text-field'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { presetLabels } from '@/lib/security/presets'
import { passwordPart } from '@/lib/security/sections'
import { ChangeForm } from './change-form'

const field = fieldsOf(passwordPart)

const hints: Record<PasswordPolicy['preset'], string> = {
  standard:
    'Length, a strength check, and none of the passwords that everybody uses. No rules of composition and no expiry: they make passwords worse (NIST 800-63B).',
  only_factor: 'The same, for companies where the password is all there is.',
  classic: 'What older audits ask for: all four kinds of characters, not one of the last 5, a new one every 90 days.',
  custom: 'Choose each rule yourself.',
}

const presetOptions = Object.entries(presetLabels).map(([value, label]) => ({ value, label }))

const strengths = [
  '0: no check',
  '1: very weak ones are refused',
  '2: weak ones are refused',
  '3: fair ones are accepted',
  '4: only strong ones are accepted',
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
  const preset: PasswordPolicy['preset'] = form.watch(field('password.preset')) ?? initial
  return (
    <>
      <SelectField name={field('password.preset')} label="Policy" options={presetOptions} hint={hints[preset]} />
      {preset === 'custom' && (
        <fieldset className="flex flex-col gap-5 border-s-2 border-line ps-4">
          <legend className="sr-only">Our own rules</legend>
          <TextField
            name={field('password.minLength')}
            label="Characters at least"
            inputMode="numeric"
            hint="12 to 64."
          />
          <SelectField
            name={field('password.minStrength')}
            label="Strength"
            options={strengths}
            hint="Of 4, as an estimate of how hard it is to guess."
          />
          <div>
            <CheckboxField name={field('password.upper')} label="An upper-case letter" />
            <CheckboxField name={field('password.lower')} label="A lower-case letter" />
            <CheckboxField name={field('password.digit')} label="A digit" />
            <CheckboxField name={field('password.symbol')} label="A symbol" />
          </div>
          <TextField
            name={field('password.history')}
            label="Not one of the last"
            inputMode="numeric"
            hint="How many former passwords may not come again, 0 to 24."
          />
          <TextField
            name={field('password.expiryDays')}
            label="A new one after so many days"
            inputMode="numeric"
            hint="0: passwords do not expire."
          />
        </fieldset>
      )}
    </>
  )
}
