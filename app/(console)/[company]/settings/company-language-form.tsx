'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { SelectField } from '@/components/ui/form/select-field'
import { changeLanguageInput } from '@/lib/company/input'
import { languageOptions, type Language } from '@/lib/kernel/language'

const field = fieldsOf(changeLanguageInput)

interface CompanyLanguageFormProps {
  action: Action<unknown, z.input<typeof changeLanguageInput>>
  language: Language
  version: number
}

export function CompanyLanguageForm({ action, language, version }: CompanyLanguageFormProps) {
  return (
    <Form
      schema={changeLanguageInput}
      action={action}
      defaultValues={{ language }}
      version={version}
      submitLabel="Save language"
      successMessage="The language was saved."
    >
      <SelectField name={field('language')} label="Language of emails" options={languageOptions} />
    </Form>
  )
}
