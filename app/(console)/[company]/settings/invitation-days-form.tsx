'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { changeInvitationDaysInput } from '@/lib/company/input'

const field = fieldsOf(changeInvitationDaysInput)

export function InvitationDaysForm({
  action,
  days,
  version,
}: {
  action: Action<unknown, z.input<typeof changeInvitationDaysInput>>
  days: number
  version: number
}) {
  return (
    <Form
      schema={changeInvitationDaysInput}
      action={action}
      defaultValues={{ days }}
      version={version}
      submitLabel="Save validity"
      successMessage="The validity was saved."
    >
      <TextField
        name={field('days')}
        label="Days"
        hint="From 1 to 30. This does not change invitations that have already been sent."
        type="number"
        inputMode="numeric"
        autoComplete="off"
      />
    </Form>
  )
}
