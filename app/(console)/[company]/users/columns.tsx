import { StatusBadge } from '@/components/access/status-badge'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { FormattedTime } from '@/components/ui/formatted-time'
import { Link } from '@/components/ui/link'
import type { Column } from '@/components/ui/table'
import type { TimeParts } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import type { listUsersPage } from '@/lib/users/queries'

type User = OutputOf<typeof listUsersPage>['users'][number]

/** What a row shows, and nothing else: it is sent to the browser. */
export interface UserRow extends Pick<User, 'id' | 'name' | 'email' | 'title' | 'status'> {
  groups: string[]
  signedIn?: TimeParts
  created: TimeParts
}

/** More would make the row taller than a glance. */
const SHOWN_GROUPS = 2

/** The form that the boxes of the rows belong to. */
export const SELECTION = 'selection'

export function userColumns(
  company: string,
  query: Record<string, string | undefined>,
  selectable: boolean,
): Column<UserRow>[] {
  /** A second click turns the order round; times begin with the latest. */
  const sortable = (key: string, first: 'asc' | 'desc' = 'asc') => {
    const current = query.sort ?? 'name'
    const sorted = current === key ? 'asc' : current === `-${key}` ? 'desc' : undefined
    const next = sorted ? (sorted === 'asc' ? `-${key}` : key) : first === 'asc' ? key : `-${key}`
    return { sorted, sortHref: paths.users(company, { ...query, sort: next === 'name' ? undefined : next }) } as const
  }

  return [
    ...(selectable ? [{ header: 'Select', hideHeader: true, cell: Select } as const] : []),
    {
      header: 'Name',
      rowHeader: true,
      ...sortable('name'),
      cell: user => <Person user={user} href={paths.user(company, user.id)} />,
    },
    { header: 'Email', ...sortable('email'), muted: true, cell: user => user.email },
    { header: 'Status', cell: user => <StatusBadge status={user.status} /> },
    {
      header: 'Groups',
      hideBelow: 'md',
      onCards: true,
      cell: user => <Groups names={user.groups} />,
    },
    {
      header: 'Last sign-in',
      ...sortable('signed-in', 'desc'),
      cell: ({ signedIn }) =>
        signedIn ? <FormattedTime parts={signedIn} /> : <span className="text-muted">Never</span>,
    },
    {
      header: 'Created',
      hideBelow: 'lg',
      ...sortable('created', 'desc'),
      cell: user => <FormattedTime parts={user.created} />,
    },
  ]
}

function Select({ id, name }: UserRow) {
  return (
    <label className="tick">
      <input type="checkbox" name="people" value={id} form={SELECTION} aria-label={`Select ${name}`} />
    </label>
  )
}

function Person({ user: { name, title }, href }: { user: UserRow; href: string }) {
  return (
    <span className="person">
      <Avatar name={name} />
      <Link href={href}>{name}</Link>
      {title && <small>{title}</small>}
    </span>
  )
}

function Groups({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="text-muted">None</span>
  const more = names.slice(SHOWN_GROUPS)
  return (
    <>
      {names.slice(0, SHOWN_GROUPS).map(name => (
        <Badge key={name}>{name}</Badge>
      ))}
      {more.length > 0 && (
        <span title={more.join(', ')} className="max-w-full">
          <Badge>
            +{more.length}
            <span className="sr-only"> more: {more.join(', ')}</span>
          </Badge>
        </span>
      )}
    </>
  )
}
