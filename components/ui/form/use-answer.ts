import { useEffect, useState } from 'react'
import type { ErrorBody } from '@/lib/kernel/errors'
import { runAction, type Action, type NoInput } from './run-action'

/** Asks once, as soon as it is shown; what comes after it is gone is not heard. */
export function useAnswer<Data>(action: Action<Data, NoInput>, company: string) {
  const [answer, setAnswer] = useState<Data>()
  const [problem, setProblem] = useState<ErrorBody>()
  useEffect(() => {
    let gone = false
    void runAction(action, company, {}).then(result => {
      if (gone) return
      if (result.ok) setAnswer(result.data)
      else setProblem(result.error)
    })
    return () => {
      gone = true
    }
  }, [action, company])
  return { answer, problem }
}
