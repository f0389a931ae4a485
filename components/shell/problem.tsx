'use client'

import { lazy, Suspense, useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { rotateCw, triangleAlert } from '@/components/ui/icons'
import { PageBody } from './body'
import { isUp } from './is-up'

// Every page carries the boundary along, and hardly any shows this.
const Unavailable = lazy(async () => ({ default: (await import('./unavailable')).Unavailable }))

/** The body of an error boundary: `export default Problem` is a whole error.tsx. */
export function Problem({ error, retry }: { error: unknown; retry: () => void }) {
  const [pending, startTransition] = useTransition()
  const [away, setAway] = useState(false)
  useEffect(() => void isUp().then(up => setAway(!up)), [])
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  if (away)
    return (
      <Suspense>
        <Unavailable retry={retry} />
      </Suspense>
    )
  return (
    <PageBody
      icon={triangleAlert}
      title="Something went wrong on our side"
      actions={
        <Button variant="primary" icon={rotateCw} pending={pending} onClick={() => startTransition(retry)}>
          Try again
        </Button>
      }
    >
      <p role="alert">This page could not be loaded. Trying again often helps.</p>
      {digest && (
        <p>
          If the problem continues, send your administrator this error ID:{' '}
          <code className="font-mono text-ink">{digest}</code>
        </p>
      )}
    </PageBody>
  )
}
