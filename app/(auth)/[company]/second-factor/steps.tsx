'use client'

import { useState } from 'react'
import { SetUp, type BegunKey, type ConfirmedKey } from '@/components/second-factor/set-up'
import { useAnswer } from '@/components/second-factor/use-answer'
import { Button, ButtonLink } from '@/components/ui/button'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import type { Action } from '@/components/ui/form/run-action'
import { useHydrated } from '@/components/ui/form/use-hydrated'
import { VerifyForm } from './verify-form'

interface StepsProps {
  demand?: 'second_factor' | 'enrol'
  hasApp: boolean
  mayTrustDevice: boolean
  account: string
  /** Where to go on. */
  to: string
  verifyAction: Action<{ to: string }>
  beginAction: Action<BegunKey>
  confirmAction: Action<ConfirmedKey>
}

/** Does what was demanded when the page was opened: the page is read again as soon as that is fulfilled, which must not take the recovery codes away. */
export function Steps({ demand, ...props }: StepsProps) {
  const [task] = useState(demand)
  if (task === 'second_factor') return <VerifyForm action={props.verifyAction} callbackUrl={props.to} hasApp={props.hasApp} mayTrustDevice={props.mayTrustDevice} />
  if (task === 'enrol') return <Enrol {...props} />
  return (
    <div className="flex flex-col gap-5">
      <p>Nothing more is asked of you.</p>
      <Onward to={props.to} />
    </div>
  )
}

const Onward = ({ to }: { to: string }) => (
  <ButtonLink variant="primary" href={to} className="w-full">
    Continue
  </ButtonLink>
)

function Enrol({ beginAction, confirmAction, account, to }: Pick<StepsProps, 'beginAction' | 'confirmAction' | 'account' | 'to'>) {
  const hydrated = useHydrated()
  const { answer, problem, run, pending } = useAnswer(beginAction)
  if (answer) {
    return (
      <SetUp begun={answer} confirmAction={confirmAction} account={account}>
        <Onward to={to} />
      </SetUp>
    )
  }
  return (
    <form action={run} className="flex flex-col gap-4">
      <p>
        An authenticator app on your phone shows a new code every half minute, which you enter after your password. Any app does, such as those of Google, Microsoft,
        1Password or Aegis.
      </p>
      {problem && <ProblemAlert problem={problem} />}
      <Button type="submit" variant="primary" disabled={!hydrated} pending={pending} className="w-full">
        Set up an authenticator app
      </Button>
    </form>
  )
}
