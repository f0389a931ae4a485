'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { rotateCw } from '@/components/ui/icons'
import { pluralize } from '@/lib/kernel/format'
import { useWhenUp } from './use-when-up'

/** What is refused again although the database answers is not sent without end: the person decides. */
const BY_ITSELF = 3

interface ResendDialogProps {
  /** How often the call has been refused so. */
  times: number
  answer: (again: boolean) => void
}

/** What waits for the database to come back is sent then, unless the person says not to or leaves the page. */
export function ResendDialog({ times, answer }: ResendDialogProps) {
  const answered = useRef(false)
  // Closing says no, and so does the dialog that closes because it was answered.
  const once = (again: boolean) => {
    if (answered.current) return
    answered.current = true
    answer(again)
  }
  const byItself = times <= BY_ITSELF
  const { seconds, lookNow } = useWhenUp(() => once(true), !byItself)

  useEffect(() => {
    const leave = () => {
      if (answered.current) return
      answered.current = true
      answer(false)
    }
    addEventListener('popstate', leave)
    return () => removeEventListener('popstate', leave)
  }, [answer])

  return (
    <Dialog title="Console cannot reach its database" onClose={() => once(false)}>
      <p className="text-muted">
        {byItself
          ? 'Your changes will be sent when it is back. Nothing that you entered is lost.'
          : 'Your changes could not be saved so far. Nothing that you entered is lost.'}
      </p>
      {byItself && (
        <p className="mt-2 text-muted tabular-nums" aria-hidden="true">
          {seconds ? `Next try in ${pluralize(seconds, 'second')}` : 'Trying again'}
        </p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={() => once(false)}>Do not send</Button>
        <Button data-autofocus variant="primary" icon={rotateCw} onClick={byItself ? lookNow : () => once(true)}>
          Try again now
        </Button>
      </div>
    </Dialog>
  )
}
