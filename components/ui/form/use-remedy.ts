import { useEffect, useState } from 'react'
import type { ErrorBody } from '@/lib/kernel/errors'
import { remedyFor } from './run-action'

/** A call that waits for a person, or for what a dialog tells of. */
export interface RefusedCall {
  company: string
  /** How often it has been refused so. */
  times: number
  /** Whether it is sent again. */
  answer: (again: boolean) => void
}

/**
 * The call that was refused with one of these codes and waits, for a dialog that answers it. Several that are refused at once wait
 * together; where the page goes away, they are not sent.
 * @param codes the same array each time
 */
export function useRemedy(codes: readonly ErrorBody['code'][], repeats = false): RefusedCall | undefined {
  const [refused, setRefused] = useState<RefusedCall>()

  useEffect(() => {
    let asked: Promise<boolean> | undefined
    let giveUp = () => {}
    const ask = (company: string, times: number) =>
      (asked ??= new Promise<boolean>(settle => {
        const answer = (again: boolean) => {
          asked = undefined
          setRefused(undefined)
          settle(again)
        }
        giveUp = () => answer(false)
        setRefused({ company, times, answer })
      }))
    const takeBack = codes.map(code => remedyFor(code, ask, { repeats }))
    return () => {
      for (const take of takeBack) take()
      // Whoever waits for an answer would wait for ever.
      giveUp()
    }
  }, [codes, repeats])

  return refused
}
