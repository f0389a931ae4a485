'use client'

import { lazy, Suspense } from 'react'
import { useRemedy } from '@/components/ui/form/use-remedy'

// Most people never see it: its code comes when it is needed.
const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog')).SignInDialog }))

/** After these, whoever signs in can go on with what was refused. */
const SIGNED_OUT = ['unauthenticated', 'second_factor_required', 'other_company'] as const

/**
 * Lets somebody whose session is over sign in again over the page, and then sends what was refused: nothing that was entered
 * is lost, and nothing is sent as somebody else (lib/operation/page-reader.ts). Belongs once on every page with forms, which know nothing of it.
 */
export function SignInAgain({ email }: { email: string }) {
  const refused = useRemedy(SIGNED_OUT)
  if (!refused) return null
  return (
    <Suspense>
      <SignInDialog company={refused.company} email={email} answer={refused.answer} />
    </Suspense>
  )
}
