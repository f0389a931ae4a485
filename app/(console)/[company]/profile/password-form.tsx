'use client'

import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import { changePasswordInput } from '@/lib/auth/input'

export function PasswordForm({ action, email }: { action: Action; email: string }) {
  return (
    <Form
      schema={changePasswordInput}
      action={action}
      submitLabel="Change password"
      successMessage="Your password was changed. You are signed out everywhere else."
    >
      {/* For password managers, which would otherwise store the new password under no name. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" />
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
