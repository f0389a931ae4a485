'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition, type ReactNode } from 'react'
import type { z } from 'zod'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { runAction, useCompany, type Action, type NoInput } from '@/components/ui/form/run-action'
import { keyRound } from '@/components/ui/icons'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { ErrorBody } from '@/lib/kernel/errors'
import type { verifyPasskeyInput } from '@/lib/passkeys/input'
import { askForPasskey, type RequestOptions } from './ceremony'

/** Looks at what was signed. */
export type PasskeyAction<Data> = Action<Data, z.input<typeof verifyPasskeyInput> & { callbackUrl?: string }>

interface PasskeyButtonProps<Data> {
  /** Says what is to be signed. */
  beginAction: Action<RequestOptions, NoInput>
  finishAction: PasskeyAction<Data>
  /** Where to go on afterwards, for an action that answers with it. */
  callbackUrl?: string
  variant?: ButtonVariant
  redirectTo?: (data: Data) => string
  onSuccess?: () => void
  onProblem?: () => void
  children: ReactNode
}

/** Asks for a passkey; what became of it stands below the button. */
export function PasskeyButton<Data>({
  beginAction,
  finishAction,
  callbackUrl,
  variant,
  redirectTo,
  onSuccess,
  onProblem,
  children,
}: PasskeyButtonProps<Data>) {
  const company = useCompany()
  const router = useRouter()
  const hydrated = useHydrated()
  const [problem, setProblem] = useState<ErrorBody>()
  const [asking, setAsking] = useState(false)
  const [leaving, startLeaving] = useTransition()

  const attempt = async () => {
    const begun = await runAction(beginAction, company, {})
    if (!begun.ok) return begun
    const used = await askForPasskey(begun.data)
    return used.ok ? runAction(finishAction, company, { callbackUrl, response: used.data }) : used
  }

  // Not in a transition: a dialog may wait for the answer inside of one, and React would keep this one until that is over.
  const run = async () => {
    setProblem(undefined)
    setAsking(true)
    const result = await attempt()
    setAsking(false)
    if (!result.ok) {
      setProblem(result.error)
      return onProblem?.()
    }
    onSuccess?.()
    const target = redirectTo?.(result.data)
    if (target) startLeaving(() => router.push(target))
  }

  return (
    <div className="flex flex-col gap-3">
      <Button
        variant={variant}
        icon={keyRound}
        disabled={!hydrated}
        pending={asking || leaving}
        className="w-full"
        onClick={() => asking || leaving || run()}
      >
        {children}
      </Button>
      {problem && <ProblemAlert problem={problem} />}
    </div>
  )
}
