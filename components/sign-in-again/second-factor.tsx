'use client'

import { useState } from 'react'
import { PasskeyButton } from '@/components/passkeys/passkey-button'
import { Button } from '@/components/ui/button'
import { EntryForm } from '@/components/ui/form/entry-form'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { useAnswer } from '@/components/ui/form/use-answer'
import { Spinner } from '@/components/ui/spinner'
import type { ActionResult } from '@/lib/kernel/errors'
import { OVER, steps } from './steps'

interface SecondFactorProps {
  company: string
  /** The first factor holds no longer. */
  onOver: () => void
  onSuccess: () => void
  onCancel: () => void
}

/** What is asked after the password or the code by email. */
export function SecondFactor({ company, onOver, onSuccess, onCancel }: SecondFactorProps) {
  const { answer: factor, problem } = useAnswer(steps.secondFactor, company)
  const [byRecoveryCode, setByRecoveryCode] = useState(false)

  const heard = <Data,>(result: ActionResult<Data>): ActionResult<Data> => {
    if (!result.ok && result.error.code === OVER) onOver()
    return result
  }
  const app = Boolean(factor?.appSince)
  const kind = app && !byRecoveryCode ? 'appCode' : 'recoveryCode'
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">Now verify with your passkey, authenticator app or a recovery code.</p>
      {problem && <ProblemAlert problem={problem} />}
      {!factor && !problem && <Spinner className="size-5" />}
      {factor !== undefined && factor.passkeys > 0 && !factor.passkeyObstacle && (
        <PasskeyButton
          beginAction={async (of, input) => heard(await steps.beginPasskeyVerification(of, input))}
          finishAction={async (of, input) => heard(await steps.verifyPasskey(of, input))}
          onSuccess={onSuccess}
        >
          Use a passkey
        </PasskeyButton>
      )}
      {app && (
        <Button variant="ghost" onClick={() => setByRecoveryCode(!byRecoveryCode)}>
          {byRecoveryCode ? 'Use your authenticator app' : 'Use a recovery code'}
        </Button>
      )}
      {factor ? (
        <EntryForm
          key={kind}
          kind={kind}
          submitLabel="Confirm"
          run={async code => heard(await steps.verify(company, { code }))}
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
