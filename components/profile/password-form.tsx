'use client'

import type { z } from 'zod'
import { NewPasswordField } from '@/components/auth/new-password-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'
import { changePasswordInput } from '@/lib/passwords/input'

const field = fieldsOf(changePasswordInput)

interface PasswordFormProps {
  action: Action<unknown, z.input<typeof changePasswordInput>>
  email: string
  policy: PasswordPolicy
  /** What belongs to the person and must not make up the password. */
  words: string[]
  /** Where to go afterwards, for a page that is there for this alone; else the page stays. */
  to?: string
}

export function PasswordForm({ action, email, policy, words, to }: PasswordFormProps) {
  return (
    <Form
      schema={changePasswordInput}
      action={action}
      submitLabel="Change password"
      successMessage="Your password was changed. You are signed out everywhere else."
      redirectTo={to ? () => to : undefined}
    >
      {/* For password managers, which would otherwise store the new password under no name. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name={field('currentPassword')}
        label="Current password"
        autoComplete="current-password"
        focused={to !== undefined}
      />
      <NewPasswordField name={field('newPassword')} label="New password" policy={policy} words={words} />
      <PasswordField name={field('repeatedPassword')} label="Confirm new password" autoComplete="new-password" />
    </Form>
  )
}
