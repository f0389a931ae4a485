'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { remedyFor } from '@/components/ui/form/run-action'
import type { StepUpActions } from './step-up-dialog'

// Most people never see it: its code comes with the first question.
const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog')).StepUpDialog }))

interface Question {
  company: string
  answer: (confirmed: boolean) => void
}

/**
 * Asks once more who it is whenever an action is refused for that, and lets it be sent again. Belongs once on every page
 * with such actions, which know nothing of it.
 */
export function StepUp(actions: StepUpActions) {
  const [question, setQuestion] = useState<Question>()

  useEffect(() => {
    const asked = new Set<() => void>()
    const ask = (company: string) =>
      new Promise<boolean>(settle => {
        const giveUp = () => settle(false)
        asked.add(giveUp)
        setQuestion({
          company,
          answer(confirmed) {
            asked.delete(giveUp)
            setQuestion(undefined)
            settle(confirmed)
          },
        })
      })
    const takeBack = remedyFor('step_up_required', ask)
    return () => {
      takeBack()
      // Whoever waits for an answer would wait for ever.
      for (const giveUp of asked) giveUp()
    }
  }, [])

  if (!question) return null
  return (
    <Suspense>
      <StepUpDialog {...actions} {...question} />
    </Suspense>
  )
}
