'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { remedyFor } from '@/components/ui/form/run-action'

// Most people never see it: its code comes when it is needed.
const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog')).SignInDialog }))

/** After these, whoever signs in can go on with what was refused. */
const SIGNED_OUT = ['unauthenticated', 'second_factor_required', 'other_company'] as const

/**
 * Lets somebody whose session is over sign in again over the page, and then sends what was refused: nothing that was entered
 * is lost, and nothing is sent as somebody else (lib/operation/page-reader.ts). Belongs once on every page with forms, which know nothing of it.
 */
export function SignInAgain({ email }: { email: string }) {
  const [company, setCompany] = useState<string>()
  const [answer, setAnswer] = useState<(signedIn: boolean) => void>()

  useEffect(() => {
    let asked: Promise<boolean> | undefined
    let giveUp: (() => void) | undefined
    const ask = (of: string) =>
      // Several calls that are refused at once are one question.
      (asked ??= new Promise<boolean>(settle => {
        setCompany(of)
        giveUp = () => settle(false)
        setAnswer(() => (signedIn: boolean) => {
          asked = undefined
          setCompany(undefined)
          settle(signedIn)
        })
      }))
    const takeBack = SIGNED_OUT.map(code => remedyFor(code, ask))
    return () => {
      takeBack.forEach(take => take())
      // Whoever waits for an answer would wait for ever.
      giveUp?.()
    }
  }, [])

  if (company === undefined || !answer) return null
  return (
    <Suspense>
      <SignInDialog company={company} email={email} answer={answer} />
    </Suspense>
  )
}
