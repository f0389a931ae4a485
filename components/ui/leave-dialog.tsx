'use client'

import { Button } from './button'
import { Dialog } from './dialog'

/** Before something that was entered and not saved is lost. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Dialog title="Leave without saving?" onClose={onStay}>
      <p className="text-muted">What you entered on this page has not been saved, and will be lost.</p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={onStay}>
          Stay on this page
        </Button>
        <Button variant="danger" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </Dialog>
  )
}
