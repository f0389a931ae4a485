'use client'

import { useState } from 'react'
import { PasskeyButton } from '@/components/passkeys/passkey-button'
import { Button } from '@/components/ui/button'
import { EntryForm } from '@/components/ui/form/entry-form'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { useAnswer } from '@/components/ui/form/use-answer'
import { mail } from '@/components/ui/icons'
import { Spinner } from '@/components/ui/spinner'
import type { ErrorBody } from '@/lib/kernel/errors'
import { steps, type SignedIn } from './steps'

interface FirstFactorProps {
  company: string
  email: string
  /** Whether this is asked once more, because the second factor took too long. */
  over: boolean
  onSuccess: (signedIn: SignedIn) => void
  onCancel: () => void
}

/** Password, passkey or a code by email: what the company lets people sign in with. */
export function FirstFactor({ company, email, over, onSuccess, onCancel }: FirstFactorProps) {
  const { answer: methods, problem: unasked } = useAnswer(steps.methods, company)
  const [unsent, setUnsent] = useState<ErrorBody>()
  const [mailed, setMailed] = useState(false)
  const [mailing, setMailing] = useState(false)

  const problem = unasked ?? unsent

  const requestCode = async () => {
    setMailing(true)
    const result = await steps.requestCode(company, { email })
    setMailing(false)
    setUnsent(result.ok ? undefined : result.error)
    if (result.ok) setMailed(true)
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted wrap-anywhere">
        {over
          ? 'Your sign-in timed out. Start again.'
          : 'Your session has ended. Nothing you entered on this page is lost.'}{' '}
        Sign in as <b className="font-medium text-ink">{email}</b> to continue.
      </p>
      {problem && <ProblemAlert problem={problem} />}
      {!methods && !problem && <Spinner className="size-5" />}
      {methods?.passkey && (
        <PasskeyButton
          variant={methods.password || methods.emailCode ? undefined : 'primary'}
          beginAction={steps.beginPasskey}
          finishAction={steps.passkey}
          onSuccess={() => onSuccess({})}
        >
          Use a passkey
        </PasskeyButton>
      )}
      {methods?.emailCode && (
        <Button icon={mail} pending={mailing} onClick={() => void requestCode()}>
          {mailed ? 'Email me another code' : 'Email me a code'}
        </Button>
      )}
      {mailed && (
        <p role="status" className="text-muted">
          Check your email. If you can sign in here, we have sent you a code.
        </p>
      )}
      {mailed ? (
        <EntryForm
          key="code"
          kind="mailCode"
          submitLabel="Sign in"
          run={code => steps.code(company, { code })}
          onSuccess={onSuccess}
          onCancel={onCancel}
        />
      ) : methods?.password ? (
        <EntryForm
          key="password"
          kind="password"
          email={email}
          submitLabel="Sign in"
          run={password => steps.password(company, { email, password })}
          onSuccess={onSuccess}
          onCancel={onCancel}
        />
      ) : (
        <div className="flex justify-end">
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      )}
    </div>
  )
}
