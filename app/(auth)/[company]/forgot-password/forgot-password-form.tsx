'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { requestPasswordResetForm } from '@/lib/password-reset/input'

const field = fieldsOf(requestPasswordResetForm)

export function ForgotPasswordForm({
  action,
}: {
  action: Action<{ to: string }, z.input<typeof requestPasswordResetForm>>
}) {
  return (
    <Form
      schema={requestPasswordResetForm}
      action={action}
      submitLabel="Send link"
      wideSubmit
      redirectTo={({ to }) => to}
    >
      <TextField
        name={field('email')}
        label="Email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        focused
      />
    </Form>
  )
}
