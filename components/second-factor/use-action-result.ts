'use client'

import { useActionState, useState } from 'react'
import { runAction, useCompany, type Action, type NoInput } from '@/components/ui/form/run-action'
import type { ErrorBody } from '@/lib/kernel/errors'

/** Does something that answers with what is shown once; the answer is forgotten with `clear`. */
export function useActionResult<Data>(action: Action<Data, NoInput>) {
  const company = useCompany()
  const [answer, setAnswer] = useState<Data>()
  const [problem, run, pending] = useActionState(async (): Promise<ErrorBody | null> => {
    const result = await runAction(action, company, {})
    if (!result.ok) return result.error
    setAnswer(result.data)
    return null
  }, null)
  return { answer, clear: () => setAnswer(undefined), problem: pending ? null : problem, run, pending }
}
