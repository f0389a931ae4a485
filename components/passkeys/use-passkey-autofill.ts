import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { runAction, useCompany, type Action, type NoInput } from '@/components/ui/form/run-action'
import type { ErrorBody } from '@/lib/kernel/errors'
import { askByAutofill, browserHasAutofill, cancelCeremony, type RequestOptions } from './ceremony'
import type { PasskeyAction } from './passkey-button'

/** Shorter than a question holds (lib/passkeys/webauthn.ts). */
const FRESH_MS = 4 * 60_000

/** So often a page asks anew by itself after an answer that was not right. */
const MOST_ROUNDS = 3

interface AutofillProps {
  /** Whether the page has a field with `autocomplete="… webauthn"` and its person may have a passkey here. */
  offered: boolean
  beginAction: Action<RequestOptions, NoInput>
  finishAction: PasskeyAction<{ to: string }>
  callbackUrl?: string
}

/**
 * Lets the browser offer passkeys among what it fills into the field for the address [WebAuthn Level 3, conditional mediation],
 * and signs in with the one that is chosen. Whoever types on notices nothing of it.
 * @returns what was wrong with the one that was chosen, and how to ask anew after a question of another kind took its place
 */
export function usePasskeyAutofill({ offered, beginAction, finishAction, callbackUrl }: AutofillProps) {
  const company = useCompany()
  const router = useRouter()
  const [round, setRound] = useState(0)
  const [problem, setProblem] = useState<ErrorBody>()
  const askedAt = useRef(0)
  const refusals = useRef(0)
  const restart = () => setRound(before => before + 1)

  const attempt = useEffectEvent(async (isOver: () => boolean) => {
    if (!(await browserHasAutofill()) || isOver()) return
    const begun = await runAction(beginAction, company, {})
    if (!begun.ok || isOver()) return
    askedAt.current = Date.now()
    const response = await askByAutofill(begun.data)
    if (!response || isOver()) return
    const result = await runAction(finishAction, company, { callbackUrl, response })
    if (result.ok) return router.push(result.data.to)
    setProblem(result.error)
    refusals.current += 1
    if (refusals.current < MOST_ROUNDS) restart()
  })

  useEffect(() => {
    if (!offered) return
    let over = false
    queueMicrotask(() => void attempt(() => over))
    return () => {
      over = true
      cancelCeremony()
    }
  }, [offered, round])

  useEffect(() => {
    const look = () => {
      const stale = askedAt.current > 0 && Date.now() - askedAt.current > FRESH_MS
      if (stale && document.visibilityState === 'visible') restart()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  return { problem, restart }
}
