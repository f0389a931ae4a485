'use client'

import { Suspense, useState, type ReactNode } from 'react'
import { Button } from './button'
import type { IconName } from './icon'

interface PanelButtonProps {
  id: string
  label: string
  icon?: IconName
  /** Drawn when it is first opened, so that it may be loaded then. */
  children: ReactNode
}

/** A button that opens a panel with something to choose or fill in. Without a script there is nothing behind it, and it is not there. */
export function PanelButton({ id, label, icon, children }: PanelButtonProps) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="sm" variant="ghost" icon={icon} popoverTarget={id} className="scripted">
        {label}
      </Button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className="filter-panel anchored"
        onToggle={event => {
          if (event.newState === 'open') setOpened(true)
        }}
      >
        {opened && <Suspense fallback={<p role="status">Loading…</p>}>{children}</Suspense>}
      </div>
    </>
  )
}
