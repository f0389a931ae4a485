import type { ReactNode } from 'react'
import { Icon, type IconName } from '@/components/ui/icon'
import { DocumentTitle } from './document-title'

interface BodyProps {
  icon: IconName
  title: string
  children: ReactNode
  actions?: ReactNode
}

/** What a page shows instead of itself. */
export function PageBody({ icon, title, children, actions }: BodyProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col py-8 sm:py-14">
      <DocumentTitle>{title}</DocumentTitle>
      <span className="mb-4 inline-flex size-11 items-center justify-center rounded-xl bg-sunken text-muted">
        <Icon of={icon} className="size-5" />
      </span>
      <h1 className="text-[1.375rem]/8 font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 flex flex-col gap-4 text-muted">{children}</div>
      {actions && <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
