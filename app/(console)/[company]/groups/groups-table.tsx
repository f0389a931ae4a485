'use client'

import { columnLabels } from '@/components/shell/column-labels'
import { Code } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { DataTable, type Column } from '@/components/ui/table'
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
}

function groupColumns(company: string, chosen: readonly ColumnOf<'groups'>[] | null): Column<GroupRow>[] {
  const labels = columnLabels.groups
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
  }
  return [
    {
      header: 'Name',
      rowHeader: true,
      width: 'medium',
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
  rows: GroupRow[]
  /** Those that the reader chose; null for all. */
  columns: ColumnOf<'groups'>[] | null
}

/** Drawn from the words of its rows, which are sent in less than their elements (users-table.tsx). */
export function GroupsTable({ company, rows, columns }: GroupsTableProps) {
  return (
    <DataTable
      caption="Groups"
      columns={groupColumns(company, columns)}
      rows={rows}
      rowKey={group => group.id}
      empty={null}
    />
  )
}
