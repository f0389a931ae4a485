'use client'

import { useEffect, useState } from 'react'

const EVERY_MS = 10_000

const left = (until: string): string => {
  const minutes = Math.ceil((Date.parse(until) - Date.now()) / 60_000)
  if (minutes <= 0) return 'no time'
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

/** How long it is until then, in minutes; the words around it are the page's. */
export function TimeLeft({ until }: { until: string }) {
  const [, look] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => look(count => count + 1), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return <span suppressHydrationWarning>{left(until)}</span>
}
