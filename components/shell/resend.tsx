'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { remedyFor } from '@/components/ui/form/run-action'

// Most people never see it: its code comes when it is needed.
const ResendDialog = lazy(async () => ({ default: (await import('./resend-dialog')).ResendDialog }))

/**
 * Sends again what was refused because Console could not reach its database, as soon as it can. Nothing of it was done before: where
 * nobody knows whether it was, the code is another one (`outcome_unknown`), and that is told. Belongs once on every page with forms,
 * which know nothing of it.
 */
export function Resend() {
  const [answer, setAnswer] = useState<(again: boolean) => void>()

  useEffect(() => {
    let asked: Promise<boolean> | undefined
    // Several calls that are refused at once wait together.
    const ask = () =>
      (asked ??= new Promise<boolean>(settle => {
        setAnswer(() => (again: boolean) => {
          asked = undefined
          setAnswer(undefined)
          settle(again)
        })
      }))
    return remedyFor('unavailable', ask, { repeats: true })
  }, [])

  if (!answer) return null
  return (
    <Suspense>
      <ResendDialog answer={answer} />
    </Suspense>
  )
}
