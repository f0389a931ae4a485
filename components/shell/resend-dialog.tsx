'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { rotateCw } from '@/components/ui/icons'
import { pluralize } from '@/lib/kernel/format'
import { useWhenUp } from './use-when-up'

/** What waits for the database to come back is sent then, unless the person says not to. */
export function ResendDialog({ answer }: { answer: (again: boolean) => void }) {
  const answered = useRef(false)
  // Closing says no, and so does the dialog that closes because it was answered.
  const once = (again: boolean) => {
    if (answered.current) return
    answered.current = true
    answer(again)
  }
  const { seconds, lookNow } = useWhenUp(() => once(true))
  return (
    <Dialog title="Console cannot reach its database" onClose={() => once(false)}>
      <p className="text-muted">Your changes will be sent when it is back. Nothing that you entered is lost.</p>
      <p className="mt-2 text-muted tabular-nums" aria-hidden="true">
        {seconds ? `Next try in ${pluralize(seconds, 'second')}` : 'Trying again'}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={() => once(false)}>Do not send</Button>
        <Button data-autofocus variant="primary" icon={rotateCw} onClick={lookNow}>
          Try again now
        </Button>
      </div>
    </Dialog>
  )
}
