'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { chooseCompanyInput } from '@/lib/sign-in/input'

const field = fieldsOf(chooseCompanyInput)

interface CompanyFormProps {
  action: Action<{ to: string }, z.input<typeof chooseCompanyInput>>
  /** The one signed in to last on this device. */
  company?: string
}

export function CompanyForm({ action, company }: CompanyFormProps) {
  return (
    <Form
      schema={chooseCompanyInput}
      action={action}
      defaultValues={{ company }}
      submitLabel="Continue"
      wideSubmit
      redirectTo={({ to }) => to}
    >
      <TextField
        name={field('company')}
        label="Company"
        hint="The short name in your company's Console address, such as acme-corp."
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
        focused
      />
    </Form>
  )
}
