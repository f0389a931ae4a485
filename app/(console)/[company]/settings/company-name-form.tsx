'use client'

import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { renameCompanyInput } from '@/lib/company/input'

export function CompanyNameForm({ action, name }: { action: Action; name: string }) {
  return (
    <Form
      schema={renameCompanyInput}
      action={action}
      defaultValues={{ name }}
      submitLabel="Save name"
      successMessage="The name was saved."
    >
      <TextField name="name" label="Company name" autoComplete="organization" />
    </Form>
  )
}
