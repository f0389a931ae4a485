import { createElement, type ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'
import { arrowDown, arrowUp, chevronsUpDown } from './icons'
import { Link } from './link'

export interface Column<Row> {
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** Left out where the table (not the window) is narrower than 36, 56, 64 or 80 rem. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
  /** Its share of what the others leave; what does not fit ends in an ellipsis. Left out: as wide as what it holds. */
  width?: 'small' | 'medium' | 'large'
  /** Goes on in further lines instead of being cut: explanations, which nobody reads from a tooltip. */
  wrap?: true
  /**
   * Where it stands in the two lines that a row has on a phone: at the end of the first, which begins with the row's name, or at
   * the beginning or end of the second. Left out: in a line of its own below, with its header before it.
   */
  phone?: 'first-end' | 'second' | 'second-end' | 'hidden'
  /** Where a click on the header leads; makes the column sortable. */
  sortHref?: string
  sorted?: 'asc' | 'desc'
  /** The cell that names the row. One a table. A link in it opens the row, wherever somebody clicks. */
  rowHeader?: true
  /** Of less weight than its neighbours. */
  muted?: true
  /** For actions: the header is read out but not shown. */
  hideHeader?: true
  /** A box to choose the row by. */
  picks?: true
  /** In place of the header's words, such as a box that chooses all rows. */
  headerCell?: ReactNode
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

const directions = { asc: 'ascending', desc: 'descending' } as const

/**
 * Its look is in tables.css, because what stands in a row is sent for every row. Roles are spelled out because the
 * narrow layout there takes the table display away, and browsers the meaning with it.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty, framed = true }: DataTableProps<Row>) {
  const frame = cx('@container/table', framed && 'card overflow-clip')
  if (rows.length === 0) return <div className={frame}>{empty}</div>
  return (
    <div className={cx(frame, 'stack')}>
      <table role="table" className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(column => (
              <HeaderCell key={column.header} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{rows.map(row => bodyRow(columns, row, rowKey(row)))}</tbody>
      </table>
    </div>
  )
}

const cellClass = <Row,>({ align, muted, hideBelow, width, wrap, picks, phone }: Column<Row>) => {
  const className = cx(
    align === 'end' && 'end',
    muted && 'muted',
    hideBelow && `from-${hideBelow}`,
    width,
    wrap && 'wrap',
    picks && 'picks',
    phone && `phone-${phone}`,
  )
  // Left out rather than undefined, which would be sent with every cell.
  return className && { className }
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, sortHref, sorted } = column
  return (
    <th role="columnheader" scope="col" aria-sort={sorted && directions[sorted]} {...cellClass(column)}>
      {column.headerCell ??
        (sortHref ? (
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
        ))}
    </th>
  )
}

/** Whether its header stands before it on a phone: below the two lines, and before a number, which says nothing by itself. */
const labelled = <Row,>({ phone, align, picks }: Column<Row>): boolean =>
  (!phone && !picks) || (align === 'end' && phone !== 'hidden')

/** Cells are spread into their row: in a list they would need keys, which are sent with each. */
function bodyRow<Row>(columns: Column<Row>[], row: Row, key: string) {
  const cells = columns.map(column => {
    const content = column.cell(row)
    if (column.rowHeader) return createElement('th', { role: 'rowheader', scope: 'row', ...cellClass(column) }, content)
    const label = !column.hideHeader && labelled(column) && { 'data-label': column.header }
    return createElement('td', { role: 'cell', ...label, ...cellClass(column) }, content)
  })
  return createElement('tr', { key, role: 'row' }, ...cells)
}
