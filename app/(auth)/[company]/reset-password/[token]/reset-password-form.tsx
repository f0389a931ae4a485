'use client'

import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import { resetPasswordForm } from '@/lib/password-reset/input'

interface ResetPasswordFormProps {
  action: Action<{ to: string }>
  email: string
  token: string
}

export function ResetPasswordForm({ action, email, token }: ResetPasswordFormProps) {
  return (
    <Form
      schema={resetPasswordForm}
      action={action}
      hidden={{ token }}
      submitLabel="Change password"
      wideSubmit
      redirectTo={({ to }) => to}
    >
      {/* For password managers, which would otherwise store the new password under no name. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="newPassword"
        label="New password"
        hint="At least 12 characters. A few unrelated words are easy to remember; symbols and digits are not needed."
        autoComplete="new-password"
      />
      <PasswordField name="repeatedPassword" label="Repeat the new password" autoComplete="new-password" />
    </Form>
  )
}
