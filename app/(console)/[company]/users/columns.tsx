import { GroupNames } from '@/components/access/group-names'
import { StatusBadge } from '@/components/access/status-badge'
import { columnLabels } from '@/components/shell/column-labels'
import { Avatar } from '@/components/ui/avatar'
import { FormattedTime } from '@/components/ui/formatted-time'
import { Link } from '@/components/ui/link'
import { sortableBy } from '@/components/ui/sortable'
import type { Column } from '@/components/ui/table'
import type { TimeParts } from '@/components/ui/time'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
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

/** The form that the boxes of the rows belong to. */
export const SELECTION = 'selection'

/** The box that chooses all rows of the page. */
export const ALL_BOX = 'select-all'

export function userColumns(
  company: string,
  query: Record<string, string | undefined>,
  /** How many rows the page has, where they can be selected. */
  selectable: number | undefined,
  /** Those that the reader chose; null for all. */
  chosen: readonly ColumnOf<'users'>[] | null,
): Column<UserRow>[] {
  const sortable = sortableBy(query.sort, sort => paths.users(company, { ...query, sort }))
  const optional: Record<ColumnOf<'users'>, Column<UserRow>> = {
    email: {
      header: columnLabels.users.email,
      ...sortable('email'),
      width: 'large',
      muted: true,
      phone: 'second',
      cell: ({ email }) => <span title={email}>{email}</span>,
    },
    title: {
      header: columnLabels.users.title,
      hideBelow: 'md',
      width: 'small',
      muted: true,
      phone: 'hidden',
      cell: ({ title }) => title && <span title={title}>{title}</span>,
    },
    status: {
      header: columnLabels.users.status,
      phone: 'first-end',
      cell: user => <StatusBadge status={user.status} />,
    },
    groups: {
      header: columnLabels.users.groups,
      hideBelow: 'md',
      width: 'medium',
      phone: 'hidden',
      cell: user => <GroupNames names={user.groups} />,
    },
    'signed-in': {
      header: columnLabels.users['signed-in'],
      ...sortable('signed-in', 'desc'),
      phone: 'second-end',
      cell: ({ signedIn }) =>
        signedIn ? <FormattedTime parts={signedIn} /> : <span className="text-muted">Never</span>,
    },
    created: {
      header: columnLabels.users.created,
      hideBelow: 'lg',
      phone: 'hidden',
      ...sortable('created', 'desc'),
      cell: user => <FormattedTime parts={user.created} />,
    },
  }
  const shown = chosen ?? listColumns.users
  return [
    ...(selectable
      ? [{ header: 'Select', picks: true, headerCell: <SelectAll rows={selectable} />, cell: Select } as const]
      : []),
    {
      header: 'Name',
      rowHeader: true,
      width: 'medium',
      ...sortable('name'),
      cell: user => <Person name={user.name} href={paths.user(company, user.id)} />,
    },
    ...shown.map(name => optional[name]),
  ]
}

/** It does nothing without a script, and is not there then. */
function SelectAll({ rows }: { rows: number }) {
  return (
    <label className="tick scripted">
      <input type="checkbox" id={ALL_BOX} aria-label={`Select all ${rows} on this page`} />
    </label>
  )
}

function Select({ id, name }: UserRow) {
  return (
    <label className="tick">
      <input type="checkbox" name="people" value={id} form={SELECTION} aria-label={`Select ${name}`} />
    </label>
  )
}

function Person({ name, href }: { name: string; href: string }) {
  return (
    <span className="person">
      <Avatar name={name} />
      <Link href={href} title={name}>
        {name}
      </Link>
    </span>
  )
}
