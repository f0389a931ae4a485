'use client'

import type { z } from 'zod'
import { NewPasswordField } from '@/components/auth/new-password-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { acceptInvitationForm } from '@/lib/invitations/form-input'
import type { PasswordPolicy } from '@/lib/kernel/security-settings'

const field = fieldsOf(acceptInvitationForm)

interface AcceptFormProps {
  action: Action<{ to: string }, z.input<typeof acceptInvitationForm> & { token: string }>
  token: string
  email: string
  /** What the invitation calls the person; empty when nobody said. */
  name: string
  company: { slug: string; name: string }
  policy: PasswordPolicy
}

export function AcceptForm({ action, token, email, name, company, policy }: AcceptFormProps) {
  return (
    <Form
      schema={acceptInvitationForm}
      action={action}
      defaultValues={{ name }}
      hidden={{ token }}
      submitLabel="Accept and sign in"
      wideSubmit
      redirectTo={({ to }) => to}
    >
      {/* For password managers, which would otherwise store the new password under no name. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <TextField name={field('name')} label="Your name" autoComplete="name" focused />
      <NewPasswordField
        name={field('password')}
        label="Password"
        policy={policy}
        words={[email, company.name, company.slug]}
        wordFields={[field('name')]}
      />
      <PasswordField name={field('repeatedPassword')} label="Confirm password" autoComplete="new-password" />
    </Form>
  )
}
