'use client'

import { Code } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { DataTable, type Column } from '@/components/ui/table'
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

const columns = (company: string): Column<GroupRow>[] => [
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
  {
    header: 'Description',
    width: 'large',
    muted: true,
    phone: 'second',
    cell: ({ description }) => description && <span title={description}>{description}</span>,
  },
  { header: 'Slug', hideBelow: 'md', phone: 'hidden', cell: ({ slug }) => <Code>{slug}</Code> },
  { header: 'Members', align: 'end', phone: 'first-end', cell: ({ members }) => formatTotal(members) },
  { header: 'Permissions', align: 'end', phone: 'second-end', cell: ({ permissions }) => permissions },
]

/** Drawn from the words of its rows, which are sent in less than their elements (users-table.tsx). */
export function GroupsTable({ company, rows }: { company: string; rows: GroupRow[] }) {
  return <DataTable caption="Groups" columns={columns(company)} rows={rows} rowKey={group => group.id} empty={null} />
}
