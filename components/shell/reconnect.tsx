'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { rotateCw } from '@/components/ui/icons'
import { useWhenUp } from './use-when-up'

/** In place of a page while Console cannot reach its database: shows the page as soon as it can, without being asked. */
export function Reconnect({ retry }: { retry?: () => void }) {
  const router = useRouter()
  const [reading, startReading] = useTransition()
  const read = () => startReading(() => (retry ? retry() : router.refresh()))

  useWhenUp(read, reading)

  return (
    <div className="flex flex-col gap-4">
      <p role="status">
        Nothing is lost. This page retries automatically and returns to where you were as soon as it can.
      </p>
      <div>
        <Button variant="primary" icon={rotateCw} pending={reading} onClick={read}>
          Try again now
        </Button>
      </div>
    </div>
  )
}
