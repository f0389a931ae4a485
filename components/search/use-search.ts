'use client'

import { useEffect, useRef, useState } from 'react'
import { askServer, type SearchAnswer } from './ask'

/** Enough for somebody's typing to come to rest. */
const REST_MS = 120

/** What the server answers to what stands in the field at present; undefined until it does. */
export function useSearch(typed: string, held: readonly string[], asks: boolean) {
  const [answer, setAnswer] = useState<SearchAnswer>()
  const [tries, setTries] = useState(0)
  // An answer that comes late finds another number here, and is dropped.
  const asked = useRef(0)

  useEffect(() => {
    const mine = ++asked.current
    if (!asks || !typed) return
    const timer = setTimeout(async () => {
      const result = await askServer(typed, held)
      if (mine === asked.current) setAnswer(result)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed, held, asks, tries])

  const retry = () => {
    setAnswer(undefined)
    setTries(tries + 1)
  }
  return { answer: answer?.typed === typed ? answer : undefined, retry }
}
