'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '@/components/ui/button'
import { CodeField } from '@/components/ui/form/code-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import type { OutputOf } from '@/lib/operation/define'
import type { requestSignInCode } from '@/lib/sign-in-code/commands'
import { enterCodeForm, requestCodeForm } from '@/lib/sign-in-code/input'

const ofRequest = fieldsOf(requestCodeForm)
const ofCode = fieldsOf(enterCodeForm)

export type RequestCodeAction = Action<OutputOf<typeof requestSignInCode>, z.input<typeof requestCodeForm>>
export type EnterCodeAction = Action<{ to: string }, z.input<typeof enterCodeForm> & { callbackUrl?: string }>

interface CodeFormsProps {
  callbackUrl?: string
  emailAutoComplete: string
  requestAction: RequestCodeAction
  codeAction: EnterCodeAction
}

/** Asks for a code by mail, and then for the code. */
export function CodeForms({ callbackUrl, emailAutoComplete, requestAction, codeAction }: CodeFormsProps) {
  const [asked, setAsked] = useState<{ email: string; minutes: number }>()

  const request: Action<{ email: string; minutes: number }, z.input<typeof requestCodeForm>> = async (
    company,
    input,
    reader,
  ) => {
    const result = await requestAction(company, input, reader)
    return result.ok ? { ok: true, data: { ...result.data, email: input.email } } : result
  }

  if (!asked) {
    return (
      <Form
        key="request"
        schema={requestCodeForm}
        action={request}
        submitLabel="Email me a code"
        wideSubmit
        onSuccess={setAsked}
      >
        <TextField
          name={ofRequest('email')}
          label="Email"
          type="email"
          autoComplete={emailAutoComplete}
          autoCapitalize="none"
          spellCheck={false}
          focused
        />
      </Form>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="wrap-anywhere">
        If {asked.email} belongs to somebody who can sign in here, we have sent an email with a code. The code is valid
        for {asked.minutes} minutes and only in this browser.
      </p>
      <Form
        key="code"
        schema={enterCodeForm}
        action={codeAction}
        hidden={{ callbackUrl }}
        submitLabel="Sign in"
        wideSubmit
        redirectTo={({ to }) => to}
      >
        <CodeField name={ofCode('code')} label="Code" hint="The six digits in the email." focused />
      </Form>
      <Button variant="ghost" onClick={() => setAsked(undefined)}>
        No email? Send another code
      </Button>
    </div>
  )
}
