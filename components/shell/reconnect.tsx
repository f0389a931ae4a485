'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { rotateCw } from '@/components/ui/icons'
import { isUp } from './is-up'

/** Often at first, when most of what fails is back at once. */
const pauseMs = (tries: number): number => Math.min(2000 + tries * 500, 15_000)

/** In place of a page while Console cannot reach its database: shows the page as soon as it can, without being asked. */
export function Reconnect({ retry }: { retry?: () => void }) {
  const router = useRouter()
  const [tries, setTries] = useState(0)
  const [reading, startReading] = useTransition()
  const read = () => startReading(() => (retry ? retry() : router.refresh()))

  useEffect(() => {
    if (reading) return
    let gone = false
    const timer = setTimeout(async () => {
      const up = await isUp()
      if (gone) return
      setTries(count => count + 1)
      if (up) startReading(() => (retry ? retry() : router.refresh()))
    }, pauseMs(tries))
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [tries, reading, retry, router])

  return (
    <div className="flex flex-col gap-4">
      <p role="status">
        Nothing is lost. This page tries again by itself, and comes back to where you were as soon as it can.
      </p>
      <div>
        <Button variant="primary" icon={rotateCw} pending={reading} onClick={read}>
          Try again now
        </Button>
      </div>
    </div>
  )
}
