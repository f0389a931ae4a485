'use client'

import { useRef, type ComponentProps, type KeyboardEvent, type MouseEvent } from 'react'

/**
 * A native popover: opened by any `<button popoverTarget={id}>`, also before hydration; Escape and a click
 * outside close it and focus goes back. Ours: arrow keys, and closing when a link inside is followed.
 */
export function Popover({ id, ...props }: ComponentProps<'div'> & { id: string }) {
  const panel = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const items = focusable(panel.current)
    const here = items.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key]
    if (next === undefined || items.length === 0) return
    event.preventDefault()
    items.at(next % items.length)?.focus()
  }

  const onClick = (event: MouseEvent) => {
    if ((event.target as Element).closest('a[href], [data-close]')) panel.current?.hidePopover()
  }

  return (
    <div
      {...props}
      ref={panel}
      id={id}
      popover="auto"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onToggle={event => {
        if (event.newState === 'open') focusable(panel.current)[0]?.focus({ preventScroll: true })
      }}
    />
  )
}

const focusable = (panel: HTMLElement | null): HTMLElement[] =>
  [...(panel?.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)') ?? [])].filter(item =>
    item.checkVisibility(),
  )
