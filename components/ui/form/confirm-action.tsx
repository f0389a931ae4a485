'use client'

import { useId, useRef, useState, type ReactNode } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { Dialog } from '@/components/ui/dialog'
import type { IconName } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu'
import { useFocusAfter } from '@/components/ui/use-focus-after'
import { useHydrated } from '@/components/ui/use-hydrated'
import { useMutation, type Mutation, type MutationProps } from './action-button'
import { ProblemAlert } from './problem-alert'

interface QuestionText {
  title: string
  /** On the button that does it; the verb, not "OK". */
  confirmLabel: string
  /** Must be typed exactly before the button works. For what cannot be undone. */
  confirmText?: string
  /** What will follow. */
  children: ReactNode
}

interface ConfirmLook {
  /** On the button that asks. */
  label: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** Whether it is one of a Menu, which closes when it asks. */
  inMenu?: boolean
}

/** A button that says what will follow before it does it. */
export function ConfirmAction<Input>({
  label,
  variant,
  size,
  icon,
  inMenu,
  ...question
}: ConfirmLook & QuestionText & Mutation<Input>) {
  const hydrated = useHydrated()
  const button = useFocusAfter()
  const [open, setOpen] = useState(false)
  const opens = { disabled: !hydrated, 'aria-haspopup': 'dialog' as const, onClick: () => setOpen(true) }
  if (inMenu)
    return (
      <>
        <MenuButton {...opens} type="button" icon={icon} danger={variant === 'danger'} data-close>
          {label}
        </MenuButton>
        {open && <QuestionDialog {...question} danger={variant === 'danger'} onClose={() => setOpen(false)} />}
      </>
    )
  return (
    <>
      <Button ref={button} variant={variant} size={size} icon={icon} {...opens}>
        {label}
      </Button>
      {open && <QuestionDialog {...question} danger={variant === 'danger'} onClose={() => setOpen(false)} />}
    </>
  )
}

function QuestionDialog<Input>({
  title,
  confirmLabel,
  confirmText,
  children,
  danger,
  onClose,
  ...mutation
}: QuestionText & MutationProps<Input> & { danger: boolean; onClose: () => void }) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState('')
  const close = () => form.current?.closest('dialog')?.close()
  const { problem, run, pending } = useMutation(mutation, { onSuccess: close })
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        action={run}
        onSubmit={event => pending && event.preventDefault()}
        className="flex flex-col gap-4"
      >
        <div className="flex flex-col gap-2 text-muted">{children}</div>
        {confirmText && (
          <div>
            <label htmlFor={id} className="mb-1.5 block">
              Type <b className="font-semibold wrap-anywhere select-all">{confirmText}</b> to confirm
            </label>
            <input
              id={id}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-autofocus
              className={lineClass}
            />
          </div>
        )}
        {problem && !pending && <ProblemAlert problem={problem} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close} data-autofocus={confirmText ? undefined : ''}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={danger ? 'danger' : 'primary'}
            disabled={confirmText !== undefined && typed !== confirmText}
            pending={pending}
          >
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
