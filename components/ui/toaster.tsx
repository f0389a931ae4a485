'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button'
import { cx } from './cx'
import { Icon } from './icon'
import { circleAlert, circleCheck, x } from './icons'
import { dismiss, toast, toastStore, type ToastMessage } from './toast'

/**
 * Ours rather than a library: the usual one writes a <style> element into the page, which our policy blocks,
 * and weighs five times as much. Belongs once into the root layout.
 */
export function Toaster() {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.get, toastStore.getOnServer)
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-40 print:hidden flex flex-col items-center gap-2 sm:inset-s-auto sm:items-end"
    >
      {messages.map(message => (
        <Toast key={message.id} {...message} />
      ))}
    </div>
  )
}

/** What can be taken back stays longer: it is read first, and then decided. */
const SECONDS = { good: 5, bad: 10, undo: 12 }

function Toast({ id, tone, text, undo }: ToastMessage) {
  const [held, setHeld] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const seconds = SECONDS[undo ? 'undo' : tone]

  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), seconds * 1000)
    return () => clearTimeout(timer)
  }, [held, id, seconds])

  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  return (
    <div
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
      className="pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-2.5 rounded-lg bg-raised py-2 ps-3.5 pe-2 shadow-pop sm:w-96"
    >
      <Icon
        of={tone === 'good' ? circleCheck : circleAlert}
        className={cx('mt-1.5 size-4', tone === 'good' ? 'text-good' : 'text-danger')}
      />
      <p className="min-w-0 flex-1 py-1 wrap-anywhere">{text}</p>
      {undo && (
        <Button
          size="sm"
          pending={undoing}
          onClick={async () => {
            if (undoing) return
            setUndoing(true)
            const said = await undo()
            dismiss(id)
            toast(said.text, said.tone)
          }}
        >
          Undo
        </Button>
      )}
      <IconButton label="Dismiss" icon={x} onClick={() => dismiss(id)} />
    </div>
  )
}
