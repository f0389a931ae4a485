'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { renameCompanyInput } from '@/lib/company/input'

const field = fieldsOf(renameCompanyInput)

export function CompanyNameForm({
  action,
  name,
  version,
}: {
  action: Action<unknown, z.input<typeof renameCompanyInput>>
  name: string
  version: number
}) {
  return (
    <Form
      schema={renameCompanyInput}
      action={action}
      defaultValues={{ name }}
      version={version}
      submitLabel="Save name"
      successMessage="The name was saved."
    >
      <TextField name={field('name')} label="Company name" autoComplete="organization" />
    </Form>
  )
}
