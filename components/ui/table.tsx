import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'
import { arrowDown, arrowUp, chevronsUpDown } from './icons'
import { Link } from './link'

export interface Column<Row> {
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** Left out where the table (not the window) is narrower than 36, 48 or 64 rem. */
  hideBelow?: 'sm' | 'md' | 'lg'
  /** There all the same where rows are cards: too telling to be missed on a phone. */
  onCards?: true
  /** Where a click on the header leads; makes the column sortable. */
  sortHref?: string
  sorted?: 'asc' | 'desc'
  /** The cell that names the row. One a table. */
  rowHeader?: true
  /** For actions: the header is read out but not shown. */
  hideHeader?: true
}

interface DataTableProps<Row> {
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode
  /** False inside a flush Card, which has the frame already. */
  framed?: boolean
}

const hidden = { sm: '@max-xl/table:hidden', md: '@max-3xl/table:hidden', lg: '@max-5xl/table:hidden' }
const hiddenButOnCards = { sm: '', md: '@xl/table:@max-3xl/table:hidden', lg: '@xl/table:@max-5xl/table:hidden' }
const directions = { asc: 'ascending', desc: 'descending' } as const

/** Roles are spelled out because the narrow layout (globals.css) takes the table display away, and browsers the meaning with it. */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty, framed = true }: DataTableProps<Row>) {
  const frame = cx('@container/table', framed && 'overflow-clip rounded-xl border border-line bg-surface shadow-xs')
  if (rows.length === 0) return <div className={frame}>{empty}</div>
  return (
    <div className={cx(frame, 'stack')}>
      <table role="table" className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b border-line">
            {columns.map(column => (
              <HeaderCell key={column.header} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line">
          {rows.map(row => (
            <tr key={rowKey(row)} role="row" className="hover:bg-sunken/50 has-[td_:checked]:bg-accent-soft">
              {columns.map(column => (
                <BodyCell key={column.header} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const cellClass = <Row,>(column: Column<Row>) =>
  cx(
    '@xl/table:px-4',
    column.align === 'end' ? 'text-start @xl/table:text-end' : 'text-start',
    column.hideBelow && (column.onCards ? hiddenButOnCards : hidden)[column.hideBelow],
  )

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, sortHref, sorted } = column
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted && directions[sorted]}
      className={cx(cellClass(column), 'text-xs font-medium @xl/table:h-10 whitespace-nowrap text-muted')}
    >
      {sortHref ? (
        <Link
          href={sortHref}
          className="group inline-flex items-center gap-1 rounded-sm py-1 hover:text-ink pointer-coarse:min-h-10"
        >
          {header}
          <Icon
            of={sorted ? (sorted === 'asc' ? arrowUp : arrowDown) : chevronsUpDown}
            className={cx('size-3.5', sorted ? 'text-ink' : 'opacity-60 group-hover:opacity-100')}
          />
        </Link>
      ) : column.hideHeader ? (
        <span className="sr-only">{header}</span>
      ) : (
        header
      )}
    </th>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row)
  const look = cx(cellClass(column), '@xl/table:h-12 @xl/table:py-2')
  if (column.rowHeader)
    return (
      <th role="rowheader" scope="row" className={cx(look, 'font-medium wrap-anywhere')}>
        {content}
      </th>
    )
  return (
    <td
      role="cell"
      data-label={column.hideHeader ? undefined : column.header}
      className={cx(look, column.align === 'end' ? 'tabular-nums' : 'wrap-anywhere')}
    >
      <div>{content}</div>
    </td>
  )
}
