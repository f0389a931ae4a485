'use client'

import { lazy, Suspense } from 'react'
import { useRemedy } from '@/components/ui/form/use-remedy'
import type { StepUpActions } from './step-up-dialog'

// Most people never see it: its code comes with the first question.
const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog')).StepUpDialog }))

const STEP_UP = ['step_up_required'] as const

/**
 * Asks once more who it is whenever an action is refused for that, and lets it be sent again. Belongs once on every page
 * with such actions, which know nothing of it.
 */
export function StepUp(actions: StepUpActions) {
  const refused = useRemedy(STEP_UP)
  if (!refused) return null
  return (
    <Suspense>
      <StepUpDialog {...actions} company={refused.company} answer={refused.answer} />
    </Suspense>
  )
}
