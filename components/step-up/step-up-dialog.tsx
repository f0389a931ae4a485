'use client'

import { useState } from 'react'
import type { z } from 'zod'
import type { RequestOptions } from '@/components/passkeys/ceremony'
import { PasskeyButton, type PasskeyAction } from '@/components/passkeys/passkey-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EntryForm } from '@/components/ui/form/entry-form'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { runAction, type Action, type NoInput } from '@/components/ui/form/run-action'
import { useAnswer } from '@/components/ui/form/use-answer'
import { Spinner } from '@/components/ui/spinner'
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

export function StepUpDialog({
  company,
  answer,
  stepUpMethodsAction,
  stepUpAction,
  beginPasskeyVerificationAction,
  verifyPasskeyAction,
}: StepUpDialogProps) {
  const { answer: methods, problem } = useAnswer(stepUpMethodsAction, company)
  const [byRecoveryCode, setByRecoveryCode] = useState(false)

  const askable = methods && (methods.code || methods.password)
  const field = methods?.code ? 'code' : 'password'
  const kind = !methods?.code ? 'password' : methods.app && !byRecoveryCode ? 'appCode' : 'recoveryCode'
  return (
    <Dialog title="Confirm your identity" onClose={() => answer(false)}>
      <div className="flex flex-col gap-4">
        <p className="text-muted">
          This change needs a fresh confirmation. You will not be asked again for 15 minutes.
        </p>
        {problem && <ProblemAlert problem={problem} />}
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
          <p>You have nothing to confirm with here. Sign out and sign in again instead.</p>
        )}
        {methods?.app && (
          <Button variant="ghost" onClick={() => setByRecoveryCode(!byRecoveryCode)}>
            {byRecoveryCode ? 'Use your authenticator app' : 'Use a recovery code'}
          </Button>
        )}
        {askable ? (
          <EntryForm
            key={kind}
            kind={kind}
            label={kind === 'password' ? 'Your password' : undefined}
            submitLabel="Confirm"
            run={typed => runAction(stepUpAction, company, field === 'code' ? { code: typed } : { password: typed })}
            onSuccess={() => answer(true)}
            onCancel={() => answer(false)}
          />
        ) : (
          <div className="flex justify-end">
            <Button onClick={() => answer(false)}>Cancel</Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
