'use client'

import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'
import { CheckingCode, codeInput, SENT_BY_ITSELF } from './code-field'
import { FieldFrame } from './field'
import { ProblemAlert } from './problem-alert'
import { useSixDigits } from './use-six-digits'

const password = { type: 'password', autoComplete: 'current-password' } as const
const recoveryCode = { type: 'text', autoComplete: 'off' } as const

const kinds = {
  password: { field: 'password', label: 'Password', hint: undefined, input: password },
  appCode: {
    field: 'code',
    label: 'Code',
    hint: 'The six digits shown in your authenticator app.',
    input: codeInput,
  },
  mailCode: { field: 'code', label: 'Code', hint: 'The six digits in the email.', input: codeInput },
  recoveryCode: {
    field: 'code',
    label: 'Recovery code',
    hint: '16 letters and digits. Each code works once.',
    input: recoveryCode,
  },
}

interface EntryFormProps<Data> {
  kind: keyof typeof kinds
  label?: string
  /** Whose it is, for password managers. */
  email?: string
  submitLabel: string
  run: (typed: string) => Promise<ActionResult<Data>>
  onSuccess: (data: Data) => void
  onCancel: () => void
}

/**
 * One secret, asked for in a dialog that an action waits for. Not a <Form>: that action is a transition, and React keeps every
 * other transition, such as a second one in here, pending until it is over.
 */
export function EntryForm<Data>({ kind, label, email, submitLabel, run, onSuccess, onCancel }: EntryFormProps<Data>) {
  const id = useId()
  const [problem, setProblem] = useState<ErrorBody>()
  const [pending, setPending] = useState(false)
  const digits = useSixDigits()
  const { field, hint, input, ...asked } = kinds[kind]
  const byItself = input === codeInput
  const error = problem?.fields?.[field]

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = event.currentTarget
    setPending(true)
    const result = await run(String(new FormData(form).get(field) ?? ''))
    setPending(false)
    if (result.ok) return onSuccess(result.data)
    setProblem(result.error)
    form.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus()
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem && !error && <ProblemAlert problem={problem} />}
      {email && <input name="username" autoComplete="username" defaultValue={email} hidden readOnly />}
      <FieldFrame
        id={id}
        label={label ?? asked.label}
        hint={hint && byItself ? `${hint} ${SENT_BY_ITSELF}` : hint}
        error={error}
      >
        <input
          id={id}
          name={field}
          {...(byItself && { onChange: digits.onChange, onCompositionEnd: digits.onCompositionEnd })}
          {...input}
          autoCapitalize="none"
          spellCheck={false}
          // The question appears because of what the person just did.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-invalid={error ? true : undefined}
          aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
          className={lineClass}
        />
        <CheckingCode show={pending && digits.sent} />
      </FieldFrame>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
