'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { requestEmailChangeInput } from '@/lib/email-change/input'

const field = fieldsOf(requestEmailChangeInput)

interface EmailFormProps {
  action: Action<unknown, z.input<typeof requestEmailChangeInput>>
  /** Mail goes out. */
  mailed: boolean
}

export function EmailForm({ action, mailed }: EmailFormProps) {
  return (
    <Form
      schema={requestEmailChangeInput}
      action={action}
      submitLabel="Change email address"
      successMessage={
        mailed ? 'A link was sent to your new address.' : 'The email was written to a file on the server.'
      }
    >
      <TextField
        name={field('email')}
        label="New email address"
        type="email"
        autoComplete="email"
        hint="We send a link to this address, and the change takes effect when you open it. Your current address is notified and can report the change."
      />
    </Form>
  )
}
