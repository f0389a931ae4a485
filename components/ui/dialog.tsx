'use client'

import { createContext, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button, IconButton, type ButtonSize, type ButtonVariant } from './button'
import type { IconName } from './icon'
import { x } from './icons'

/** Whether this is shown in a dialog, which can be left without doing anything. */
export const InDialog = createContext(false)

interface DialogProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/**
 * Open for as long as it is mounted. The native <dialog> keeps focus inside and gives it back. In the
 * body, so that it may be opened from a menu, a table cell or another form. An element with
 * data-autofocus gets the focus first.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const opener = document.activeElement
    if (!dialog.current?.open) dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])

  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={event => {
        if (event.target === dialog.current) onClose()
      }}
      // React events rise through the tree of components, also out of a portal, into a form around the opener.
      onSubmit={event => event.stopPropagation()}
      className="m-auto w-[calc(100%-2rem)] max-w-lg rounded-xl bg-raised p-5 text-ink shadow-pop open:animate-rise max-sm:mb-4"
    >
      <header className="mb-3 flex items-start gap-3">
        <h2 id={titleId} className="min-w-0 flex-1 text-base font-semibold wrap-anywhere">
          {title}
        </h2>
        <IconButton label="Close" icon={x} className="-me-1.5 -mt-1" onClick={() => dialog.current?.close()} />
      </header>
      <InDialog value>{children}</InDialog>
    </dialog>,
    document.body,
  )
}

interface DialogButtonProps {
  label: ReactNode
  title: ReactNode
  children: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
}

/** Opens its children in a dialog. A Form inside closes it when it has succeeded. */
export function DialogButton({ label, title, children, ...look }: DialogButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          {children}
        </Dialog>
      )}
    </>
  )
}
