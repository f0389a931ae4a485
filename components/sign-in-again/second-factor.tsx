'use client'

import { useEffect, useState } from 'react'
import { PasskeyButton } from '@/components/passkeys/passkey-button'
import { Button } from '@/components/ui/button'
import { EntryForm } from '@/components/ui/form/entry-form'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { Spinner } from '@/components/ui/spinner'
import type { ActionResult, ErrorBody } from '@/lib/kernel/errors'
import { steps, type AskedFactor } from './steps'

interface SecondFactorProps {
  company: string
  /** Begins anew where the first factor holds no longer. */
  whileItLasts: <Data>(result: ActionResult<Data>) => ActionResult<Data>
  onSuccess: () => void
  onCancel: () => void
}

/** What is asked after the password or the code by email. */
export function SecondFactor({ company, whileItLasts, onSuccess, onCancel }: SecondFactorProps) {
  const [factor, setFactor] = useState<AskedFactor>()
  const [problem, setProblem] = useState<ErrorBody>()
  const [byRecoveryCode, setByRecoveryCode] = useState(false)

  useEffect(() => {
    let gone = false
    void steps.secondFactor(company, {}).then(result => {
      if (gone) return
      if (result.ok) setFactor(result.data)
      else setProblem(result.error)
    })
    return () => {
      gone = true
    }
  }, [company])

  const app = Boolean(factor?.appSince)
  const kind = app && !byRecoveryCode ? 'appCode' : 'recoveryCode'
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">Now confirm with your second factor.</p>
      {problem && <ProblemAlert problem={problem} />}
      {!factor && !problem && <Spinner className="size-5" />}
      {factor !== undefined && factor.passkeys > 0 && !factor.passkeyObstacle && (
        <PasskeyButton
          beginAction={steps.beginPasskeyVerification}
          finishAction={async (of, input) => whileItLasts(await steps.verifyPasskey(of, input))}
          onSuccess={onSuccess}
        >
          Use a passkey
        </PasskeyButton>
      )}
      {app && (
        <Button variant="ghost" onClick={() => setByRecoveryCode(!byRecoveryCode)}>
          {byRecoveryCode ? 'Use the authenticator app' : 'Use a recovery code'}
        </Button>
      )}
      {factor ? (
        <EntryForm
          key={kind}
          kind={kind}
          submitLabel="Confirm"
          run={async code => whileItLasts(await steps.verify(company, { code }))}
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
