'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { CodeField } from '@/components/ui/form/code-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { verifyInput } from '@/lib/second-factor/input'

const field = fieldsOf(verifyInput)

export type VerifyAction = Action<{ to: string }, z.input<typeof verifyInput> & { callbackUrl?: string }>

interface VerifyFormProps {
  action: VerifyAction
  callbackUrl: string
  hasApp: boolean
  mayTrustDevice: boolean
}

export function VerifyForm({ action, callbackUrl, hasApp, mayTrustDevice }: VerifyFormProps) {
  const [recovery, setRecovery] = useState(!hasApp)
  return (
    <div className="flex flex-col gap-4">
      <Form
        key={String(recovery)}
        schema={verifyInput}
        action={action}
        hidden={{ callbackUrl }}
        submitLabel="Confirm"
        wideSubmit
        redirectTo={({ to }) => to}
      >
        {/* Above the code, which submits the form by itself. */}
        {mayTrustDevice && (
          <CheckboxField
            name={field('trustDevice')}
            label="Trust this device for 30 days"
            hint="You will not be asked for a code on this device. Do not use this on a shared device."
          />
        )}
        {recovery ? (
          <TextField
            name={field('code')}
            label="Recovery code"
            hint="16 letters and digits. Each code works once."
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            focused
          />
        ) : (
          <CodeField name={field('code')} label="Code" hint="The six digits shown in your authenticator app." focused />
        )}
      </Form>
      {hasApp && (
        <Button variant="ghost" onClick={() => setRecovery(!recovery)}>
          {recovery ? 'Use your authenticator app' : 'Use a recovery code'}
        </Button>
      )}
      {recovery && (
        <p className="text-center text-[0.8125rem] text-muted">
          No recovery code? An administrator can reset your two-factor authentication.
        </p>
      )}
    </div>
  )
}
