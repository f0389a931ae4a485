'use client'

import { columnLabels } from '@/components/shell/column-labels'
import { Code } from '@/components/ui/badge'
import { FormattedTime } from '@/components/ui/formatted-time'
import { Link } from '@/components/ui/link'
import { sortableBy } from '@/components/ui/sortable'
import { DataTable, type Column } from '@/components/ui/table'
import type { TimeParts } from '@/components/ui/time'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'

/** What a row shows, and nothing else: it is sent to the browser. */
export interface GroupRow {
  id: string
  name: string
  description: string
  slug: string
  members: number
  permissions: number
  created: TimeParts
}

function groupColumns({ company, query, columns: chosen }: Omit<GroupsTableProps, 'rows'>): Column<GroupRow>[] {
  const labels = columnLabels.groups
  const sortable = sortableBy(query.sort, sort => paths.groups(company, { ...query, sort }))
  const optional: Record<ColumnOf<'groups'>, Column<GroupRow>> = {
    description: {
      header: labels.description,
      width: 'large',
      muted: true,
      phone: 'second',
      cell: ({ description }) => description && <span title={description}>{description}</span>,
    },
    slug: { header: labels.slug, hideBelow: 'md', phone: 'hidden', cell: ({ slug }) => <Code>{slug}</Code> },
    members: { header: labels.members, align: 'end', phone: 'first-end', cell: ({ members }) => formatTotal(members) },
    permissions: {
      header: labels.permissions,
      align: 'end',
      phone: 'second-end',
      cell: ({ permissions }) => permissions,
    },
    created: {
      header: labels.created,
      hideBelow: 'md',
      phone: 'hidden',
      ...sortable('created', 'desc'),
      cell: ({ created }) => <FormattedTime parts={created} />,
    },
  }
  return [
    {
      header: 'Name',
      rowHeader: true,
      width: 'medium',
      ...sortable('name'),
      cell: ({ id, name }) => (
        <Link href={paths.group(company, id)} className="name-link" title={name}>
          {name}
        </Link>
      ),
    },
    ...(chosen ?? listColumns.groups).map(column => optional[column]),
  ]
}

interface GroupsTableProps {
  company: string
  /** The address without the cursor. */
  query: Record<string, string | undefined>
  rows: GroupRow[]
  /** Those that the reader chose; null for all. */
  columns: ColumnOf<'groups'>[] | null
}

/** Drawn from the words of its rows, which are sent in less than their elements (users-table.tsx). */
export function GroupsTable({ rows, ...list }: GroupsTableProps) {
  return <DataTable caption="Groups" columns={groupColumns(list)} rows={rows} rowKey={group => group.id} empty={null} />
}
