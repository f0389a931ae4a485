import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { inbox } from './icons'

interface EmptyStateProps {
  title: string
  children?: ReactNode
  /** What to do next: a ButtonLink, usually. */
  action?: ReactNode
  icon?: IconName
}

export function EmptyState({ title, children, action, icon = inbox }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <span className="mb-3 inline-flex size-10 items-center justify-center rounded-full bg-sunken text-muted">
        <Icon of={icon} className="size-5" />
      </span>
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
