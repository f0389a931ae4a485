'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'

/** Seconds between looks: what is soon over is soon seen, and what takes long is not asked for all day. */
const PAUSES = [1, 2, 3, 5, 8, 13, 21]

/** Reads the page again from time to time while something on it is about to change. */
export function RefreshWhile({ pending }: { pending: boolean }) {
  const router = useRouter()
  const looks = useRef(0)
  const [reading, startReading] = useTransition()
  useEffect(() => {
    if (!pending) looks.current = 0
    const pause = PAUSES[looks.current]
    if (!pending || reading || pause === undefined) return
    const timer = setTimeout(() => {
      looks.current++
      startReading(() => router.refresh())
    }, pause * 1000)
    return () => clearTimeout(timer)
  }, [pending, reading, router])
  return null
}
