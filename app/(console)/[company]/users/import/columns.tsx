import { columnLabels } from '@/components/shell/column-labels'
import { Link } from '@/components/ui/link'
import type { Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { listImportsPage } from '@/lib/imports/queries'
import { formatNumber } from '@/lib/kernel/format'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { ImportStateBadge } from './import-state-badge'

type Import = OutputOf<typeof listImportsPage>['imports'][number]

/** @param chosen those that the reader chose; null for all */
export function importColumns(company: string, chosen: readonly ColumnOf<'imports'>[] | null): Column<Import>[] {
  const labels = columnLabels.imports
  const optional: Record<ColumnOf<'imports'>, Column<Import>> = {
    status: { header: labels.status, phone: 'first-end', cell: ({ state }) => <ImportStateBadge state={state} /> },
    rows: { header: labels.rows, align: 'end', phone: 'hidden', cell: ({ total }) => formatNumber(total) },
    by: {
      header: labels.by,
      hideBelow: 'md',
      width: 'medium',
      phone: 'second',
      cell: ({ ownerName = null }) =>
        ownerName === null ? 'a deleted user' : <span title={ownerName}>{ownerName}</span>,
    },
    uploaded: { header: labels.uploaded, phone: 'second-end', cell: ({ createdAt }) => <Time at={createdAt} /> },
  }
  return [
    {
      header: 'File',
      rowHeader: true,
      width: 'large',
      cell: ({ id, fileName }) => (
        <Link href={paths.import(company, id)} className="name-link" title={fileName}>
          {fileName}
        </Link>
      ),
    },
    ...(chosen ?? listColumns.imports).map(column => optional[column]),
  ]
}
