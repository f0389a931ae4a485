import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/access/status-badge'
import { Avatar } from '@/components/ui/avatar'
import { Link } from '@/components/ui/link'
import type { viewGroupPage } from '@/lib/groups/queries'
import type { OutputOf } from '@/lib/operation/define'

export type ListedPerson = Omit<OutputOf<typeof viewGroupPage>['members'][number], 'addedAt' | 'addedVia'>

/** A person in a list, with what can be done about them at the end. */
export function PersonRow({
  person: { name, email, title, status },
  href,
  note,
  children,
}: {
  person: ListedPerson
  href?: string
  /** Below who they are. */
  note?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
      <Avatar name={name} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex items-center gap-x-2 font-medium">
          {href ? (
            <Link href={href} className="truncate name-link" title={name}>
              {name}
            </Link>
          ) : (
            <span className="truncate" title={name}>
              {name}
            </span>
          )}
          {status !== 'active' && <StatusBadge status={status} />}
        </p>
        <p className="truncate text-[0.8125rem] text-muted" title={title ? `${email} · ${title}` : email}>
          {title ? `${email} · ${title}` : email}
        </p>
        {note && <p className="text-[0.8125rem] text-muted">{note}</p>}
      </div>
      {children}
    </li>
  )
}
