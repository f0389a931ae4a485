'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { renameProfileInput } from '@/lib/profile/input'

const field = fieldsOf(renameProfileInput)

export function NameForm({
  action,
  name,
  version,
}: {
  action: Action<unknown, z.input<typeof renameProfileInput>>
  name: string
  version: number
}) {
  return (
    <Form
      schema={renameProfileInput}
      action={action}
      defaultValues={{ name }}
      version={version}
      submitLabel="Save name"
      successMessage="Your name was saved."
    >
      <TextField name={field('name')} label="Name" hint="Shown to everybody in your company." autoComplete="name" />
    </Form>
  )
}
