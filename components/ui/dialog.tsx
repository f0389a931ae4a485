'use client'

import { createContext, use, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button, IconButton, type ButtonSize, type ButtonVariant } from './button'
import { cx } from './cx'
import type { IconName } from './icon'
import { x } from './icons'

/** Whether this is shown in a dialog, which can be left without doing anything. */
export const InDialog = createContext(false)

interface StayingOpen {
  /** How often somebody tried to leave nonetheless. */
  tries: number
  hold: () => () => void
}

const Staying = createContext<StayingOpen | null>(null)

/**
 * Keeps the dialog around it open for as long as it is there: what it shows is shown once, and must not go with Escape. Its own
 * button takes it away.
 * @returns how often somebody tried to leave; outside of a dialog, never
 */
export function useStayingOpen(): number {
  const staying = use(Staying)
  const hold = staying?.hold
  useEffect(() => hold?.(), [hold])
  return staying?.tries ?? 0
}

interface DialogProps {
  title: ReactNode
  onClose: () => void
  /** Where what it shows grows and shrinks: it stays where it is. */
  place?: 'top'
  children: ReactNode
}

/**
 * Open for as long as it is mounted. The native <dialog> keeps focus inside and gives it back. In the
 * body, so that it may be opened from a menu, a table cell or another form. An element with
 * data-autofocus gets the focus first.
 */
export function Dialog({ title, onClose, place, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [held, setHeld] = useState(false)
  const [tries, setTries] = useState(0)
  const hold = useMemo(
    () => () => {
      setHeld(true)
      return () => setHeld(false)
    },
    [],
  )

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
      onCancel={event => {
        if (!held || event.target !== dialog.current) return
        event.preventDefault()
        setTries(tries + 1)
      }}
      onClose={event => {
        if (event.target !== dialog.current) return
        if (!held) return onClose()
        // A second Escape closes it without asking: browsers let no page keep somebody.
        dialog.current.showModal()
        setTries(tries + 1)
      }}
      // React events rise through the tree of components, also out of a portal, into a form around the opener.
      onSubmit={event => event.stopPropagation()}
      className={cx(
        'm-auto w-[calc(100%-2rem)] rounded-xl bg-raised p-5 text-ink shadow-pop open:animate-rise',
        place === 'top' ? 'mt-[min(6rem,8dvh)] max-w-xl' : 'max-w-lg max-sm:mb-4',
      )}
    >
      <header className="mb-3 flex items-start gap-3">
        <h2 id={titleId} className="min-w-0 flex-1 text-base font-semibold wrap-anywhere">
          {title}
        </h2>
        {!held && (
          <IconButton label="Close" icon={x} className="-me-1.5 -mt-1" onClick={() => dialog.current?.close()} />
        )}
      </header>
      <Staying value={useMemo(() => ({ tries, hold }), [tries, hold])}>
        <InDialog value>{children}</InDialog>
      </Staying>
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
