'use client'

import { lazy, Suspense } from 'react'
import { useRemedy } from '@/components/ui/form/use-remedy'

// Most people never see it: its code comes when it is needed.
const ResendDialog = lazy(async () => ({ default: (await import('./resend-dialog')).ResendDialog }))

const AWAY = ['unavailable'] as const

/**
 * Sends again what was refused because Console could not reach its database, as soon as it can. Nothing of it was done before: where
 * nobody knows whether it was, the code is another one (`outcome_unknown`), and that is told. Belongs once on every page with forms,
 * which know nothing of it.
 */
export function Resend() {
  const refused = useRemedy(AWAY, true)
  if (!refused) return null
  return (
    <Suspense>
      <ResendDialog times={refused.times} answer={refused.answer} />
    </Suspense>
  )
}
