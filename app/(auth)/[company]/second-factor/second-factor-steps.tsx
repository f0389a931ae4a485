'use client'

import { useState } from 'react'
import { AddPasskey, type RegisterAction } from '@/components/passkeys/add-passkey'
import type { CreationOptions, RequestOptions } from '@/components/passkeys/ceremony'
import { PasskeyButton, type PasskeyAction } from '@/components/passkeys/passkey-button'
import { SetUp, type BegunKey, type ConfirmKeyAction } from '@/components/second-factor/set-up'
import { useActionResult } from '@/components/second-factor/use-action-result'
import { Alert } from '@/components/ui/alert'
import { Button, ButtonLink } from '@/components/ui/button'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import type { Action, NoInput } from '@/components/ui/form/run-action'
import { keyRound } from '@/components/ui/icons'
import { useHydrated } from '@/components/ui/use-hydrated'
import { VerifyForm, type VerifyAction } from './verify-form'

interface StepsProps {
  demand?: 'second_factor' | 'enrol'
  hasApp: boolean
  hasPasskey: boolean
  /** Why there can be no passkeys here. */
  passkeyObstacle?: string
  mayTrustDevice: boolean
  account: string
  /** Where to go on. */
  to: string
  verifyAction: VerifyAction
  beginAction: Action<BegunKey, NoInput>
  confirmAction: ConfirmKeyAction
  beginPasskeyVerificationAction: Action<RequestOptions, NoInput>
  verifyPasskeyAction: PasskeyAction<{ to: string }>
  beginPasskeyAction: Action<CreationOptions, NoInput>
  registerPasskeyAction: RegisterAction
}

/** Does what was demanded when the page was opened: the page is read again as soon as that is fulfilled, which must not take the recovery codes away. */
export function SecondFactorSteps({ demand, ...props }: StepsProps) {
  const [task] = useState(demand)
  if (task === 'second_factor') return <Show {...props} />
  if (task === 'enrol') return <Enrol {...props} />
  return (
    <div className="flex flex-col gap-5">
      <p>You have already verified. Nothing else is needed.</p>
      <Onward to={props.to} />
    </div>
  )
}

/** The passkey first, where there is one: it is one touch. */
function Show({ hasApp, hasPasskey, passkeyObstacle, to, ...props }: Omit<StepsProps, 'demand'>) {
  return (
    <div className="flex flex-col gap-5">
      {hasPasskey && passkeyObstacle && <Alert tone="info">{passkeyObstacle}</Alert>}
      {hasPasskey && !passkeyObstacle && (
        <PasskeyButton
          variant="primary"
          beginAction={props.beginPasskeyVerificationAction}
          finishAction={props.verifyPasskeyAction}
          callbackUrl={to}
          redirectTo={answer => answer.to}
        >
          Use a passkey
        </PasskeyButton>
      )}
      <VerifyForm action={props.verifyAction} callbackUrl={to} hasApp={hasApp} mayTrustDevice={props.mayTrustDevice} />
    </div>
  )
}

const Onward = ({ to }: { to: string }) => (
  <ButtonLink variant="primary" href={to} className="w-full">
    Continue
  </ButtonLink>
)

function Enrol({ beginAction, confirmAction, account, to, ...props }: Omit<StepsProps, 'demand'>) {
  const hydrated = useHydrated()
  const [byPasskey, setByPasskey] = useState(false)
  const { answer, problem, run, pending } = useActionResult(beginAction)
  if (byPasskey) {
    return (
      <AddPasskey beginAction={props.beginPasskeyAction} registerAction={props.registerPasskeyAction} account={account}>
        {() => <Onward to={to} />}
      </AddPasskey>
    )
  }
  if (answer) {
    return (
      <SetUp begun={answer} confirmAction={confirmAction} account={account}>
        {() => <Onward to={to} />}
      </SetUp>
    )
  }
  return (
    <form action={run} className="flex flex-col gap-4">
      <p>
        An authenticator app on your phone shows a new code every 30 seconds, which you enter after your password. You
        can use any app, such as Google Authenticator, Microsoft Authenticator, 1Password or Aegis.
      </p>
      {problem && <ProblemAlert problem={problem} />}
      <Button type="submit" variant="primary" disabled={!hydrated} pending={pending} className="w-full">
        Set up an authenticator app
      </Button>
      {props.passkeyObstacle ? (
        <p className="text-center text-[0.8125rem] text-muted wrap-anywhere">{props.passkeyObstacle}</p>
      ) : (
        <Button icon={keyRound} disabled={!hydrated} className="w-full" onClick={() => setByPasskey(true)}>
          Add a passkey instead
        </Button>
      )}
    </form>
  )
}
