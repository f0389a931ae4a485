'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { SelectField } from '@/components/ui/form/select-field'
import { languageNames, languageOptions, type Language } from '@/lib/kernel/language'
import { chooseLanguageInput } from '@/lib/profile/input'

const field = fieldsOf(chooseLanguageInput)

interface OwnLanguageFormProps {
  action: Action<unknown, z.input<typeof chooseLanguageInput>>
  /** Null: the company's. */
  language: Language | null
  companyLanguage: Language
}

export function OwnLanguageForm({ action, language, companyLanguage }: OwnLanguageFormProps) {
  const companys = { value: '', label: `Same as your company (now ${languageNames[companyLanguage]})` }
  return (
    <Form
      schema={chooseLanguageInput}
      action={action}
      defaultValues={{ language: language ?? '' }}
      submitLabel="Save language"
      successMessage="Your language was saved."
    >
      <SelectField name={field('language')} label="Language of emails" options={[companys, ...languageOptions]} />
    </Form>
  )
}
