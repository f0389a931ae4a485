'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { PasswordField } from '@/components/ui/form/password-field'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { signInForm } from '@/lib/sign-in/input'

const field = fieldsOf(signInForm)

export type SignInAction = Action<{ to: string }, z.input<typeof signInForm> & { callbackUrl?: string }>

interface SignInFormProps {
  action: SignInAction
  /** The page that was asked for before signing in. */
  callbackUrl?: string
  /** With `webauthn` the browser may offer passkeys in the field, too. */
  emailAutoComplete: string
}

export function SignInForm({ action, callbackUrl, emailAutoComplete }: SignInFormProps) {
  return (
    <Form
      schema={signInForm}
      action={action}
      hidden={{ callbackUrl }}
      submitLabel="Sign in"
      wideSubmit
      redirectTo={({ to }) => to}
    >
      <TextField
        name={field('email')}
        label="Email"
        type="email"
        autoComplete={emailAutoComplete}
        autoCapitalize="none"
        spellCheck={false}
        focused
      />
      <PasswordField name={field('password')} label="Password" autoComplete="current-password" />
    </Form>
  )
}
