'use client'

import { useEffect, useId, useState, type FormEvent } from 'react'
import type { z } from 'zod'
import type { RequestOptions } from '@/components/passkeys/ceremony'
import { PasskeyButton, type PasskeyAction } from '@/components/passkeys/passkey-button'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { Dialog } from '@/components/ui/dialog'
import { CheckingCode, codeInput, SENT_BY_ITSELF } from '@/components/ui/form/code-field'
import { FieldFrame } from '@/components/ui/form/field'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { runAction, type Action, type NoInput } from '@/components/ui/form/run-action'
import { useSixDigits } from '@/components/ui/form/use-six-digits'
import { Spinner } from '@/components/ui/spinner'
import type { ErrorBody } from '@/lib/kernel/errors'
import type { OutputOf } from '@/lib/operation/define'
import type { stepUpInput } from '@/lib/profile/input'
import type { viewStepUpMethods } from '@/lib/second-factor/queries'

/** What somebody can be asked for. */
type StepUpMethods = OutputOf<typeof viewStepUpMethods>

export interface StepUpActions {
  stepUpMethodsAction: Action<StepUpMethods, NoInput>
  stepUpAction: Action<unknown, z.input<typeof stepUpInput>>
  beginPasskeyVerificationAction: Action<RequestOptions, NoInput>
  verifyPasskeyAction: PasskeyAction<unknown>
}

interface StepUpDialogProps extends StepUpActions {
  company: string
  answer: (confirmed: boolean) => void
}

/**
 * Not a <Form>: the action that waits for the answer is a transition, and React keeps every other transition, such as a
 * second one in here, pending until that one is over.
 */
export function StepUpDialog({
  company,
  answer,
  stepUpMethodsAction,
  stepUpAction,
  beginPasskeyVerificationAction,
  verifyPasskeyAction,
}: StepUpDialogProps) {
  const id = useId()
  const [methods, setMethods] = useState<StepUpMethods>()
  const [problem, setProblem] = useState<ErrorBody>()
  const [pending, setPending] = useState(false)

  useEffect(() => {
    let gone = false
    void runAction(stepUpMethodsAction, company, {}).then(result => {
      if (gone) return
      if (result.ok) setMethods(result.data)
      else setProblem(result.error)
    })
    return () => {
      gone = true
    }
  }, [company, stepUpMethodsAction])

  const [byRecoveryCode, setByRecoveryCode] = useState(false)
  const digits = useSixDigits()

  const askable = methods && (methods.code || methods.password)
  const field = methods?.code ? 'code' : 'password'
  const byApp = methods?.app && !byRecoveryCode
  const error = problem?.fields?.[field]

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = event.currentTarget
    setPending(true)
    const typed = String(new FormData(form).get(field) ?? '')
    const result = await runAction(stepUpAction, company, field === 'code' ? { code: typed } : { password: typed })
    setPending(false)
    if (result.ok) return answer(true)
    setProblem(result.error)
    form.querySelector('input')?.focus()
  }

  return (
    <Dialog title="Confirm that it is you" onClose={() => answer(false)}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-muted">
          Before a change like this you are asked once more. Your answer then holds for 15 minutes.
        </p>
        {problem && !error && <ProblemAlert problem={problem} />}
        {!methods && !problem && <Spinner className="size-5" />}
        {methods?.passkey && (
          <PasskeyButton
            beginAction={beginPasskeyVerificationAction}
            finishAction={verifyPasskeyAction}
            onSuccess={() => answer(true)}
          >
            Use a passkey
          </PasskeyButton>
        )}
        {methods && !askable && !methods.passkey && (
          <p>There is nothing to ask you for here. Sign out and sign in again: that confirms it too.</p>
        )}
        {askable && (
          <FieldFrame
            id={id}
            label={field === 'password' ? 'Your password' : byApp ? 'Code' : 'Recovery code'}
            hint={
              field === 'code'
                ? byApp
                  ? `The six digits that your authenticator app shows. ${SENT_BY_ITSELF}`
                  : '16 letters and digits. Each works once.'
                : undefined
            }
            error={error}
          >
            <input
              key={`${field} ${byApp}`}
              id={id}
              name={field}
              {...(byApp && { onChange: digits.onChange, onCompositionEnd: digits.onCompositionEnd })}
              {...(byApp ? codeInput : typedInput(field))}
              // The question appears because of what the person just did.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              aria-invalid={error ? true : undefined}
              aria-describedby={
                [error && `${id}-error`, field === 'code' && `${id}-hint`].filter(Boolean).join(' ') || undefined
              }
              className={lineClass}
            />
            <CheckingCode show={pending && digits.sent} />
          </FieldFrame>
        )}
        {methods?.app && (
          <Button
            variant="ghost"
            onClick={() => {
              setProblem(undefined)
              setByRecoveryCode(!byRecoveryCode)
            }}
          >
            {byRecoveryCode ? 'Use the authenticator app' : 'Use a recovery code'}
          </Button>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => answer(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!askable} pending={pending}>
            Confirm
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const typedInput = (field: 'code' | 'password') =>
  ({
    type: field === 'code' ? 'text' : 'password',
    autoComplete: field === 'code' ? 'off' : 'current-password',
    autoCapitalize: 'none',
    spellCheck: false,
  }) as const
