'use client'

import type { z } from 'zod'
import { NewPasswordField } from '@/components/auth/new-password-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { resetPasswordForm } from '@/lib/password-reset/input'

const field = fieldsOf(resetPasswordForm)

interface ResetPasswordFormProps {
  action: Action<{ to: string }, z.input<typeof resetPasswordForm> & { token: string }>
  token: string
  person: { email: string; name: string; company: { name: string; slug: string }; policy: PasswordPolicy }
}

export function ResetPasswordForm({ action, token, person: { email, name, company, policy } }: ResetPasswordFormProps) {
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
      <NewPasswordField
        name={field('newPassword')}
        label="New password"
        policy={policy}
        words={[name, email, company.name, company.slug]}
        focused
      />
      <PasswordField name={field('repeatedPassword')} label="Confirm new password" autoComplete="new-password" />
    </Form>
  )
}
