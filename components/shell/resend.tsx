'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { remedyFor } from '@/components/ui/form/run-action'

// Most people never see it: its code comes when it is needed.
const ResendDialog = lazy(async () => ({ default: (await import('./resend-dialog')).ResendDialog }))

interface Question {
  /** How often the call has been refused so. */
  times: number
  answer: (again: boolean) => void
}

/**
 * Sends again what was refused because Console could not reach its database, as soon as it can. Nothing of it was done before: where
 * nobody knows whether it was, the code is another one (`outcome_unknown`), and that is told. Belongs once on every page with forms,
 * which know nothing of it.
 */
export function Resend() {
  const [question, setQuestion] = useState<Question>()

  useEffect(() => {
    let asked: Promise<boolean> | undefined
    let giveUp = () => {}
    // Several calls that are refused at once wait together.
    const ask = (_: string, times: number) => {
      if (asked) return asked
      const promise = new Promise<boolean>(settle => {
        const answer = (again: boolean) => {
          asked = undefined
          setQuestion(undefined)
          settle(again)
        }
        giveUp = () => answer(false)
        setQuestion({ times, answer })
      })
      return (asked = promise)
    }
    const takeBack = remedyFor('unavailable', ask, { repeats: true })
    return () => {
      takeBack()
      // Whoever waits for an answer would wait for ever.
      giveUp()
    }
  }, [])

  if (!question) return null
  return (
    <Suspense>
      <ResendDialog {...question} />
    </Suspense>
  )
}
