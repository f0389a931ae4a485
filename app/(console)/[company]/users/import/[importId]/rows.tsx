import { ExportMenu } from '@/components/shell/export-menu'
import { Badge, type Tone } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { DataTable, type Column } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { resultLabels, verdictLabels, type RowKind } from '@/lib/imports/labels'
import type { viewImportPage } from '@/lib/imports/queries'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'

export type ViewedImport = OutputOf<typeof viewImportPage>
type Row = ViewedImport['rows'][number]

const tones: Record<RowKind, Tone> = {
  invalid: 'bad',
  unknown_group: 'warn',
  duplicate: 'neutral',
  inactive: 'neutral',
  invited: 'good',
  member: 'neutral',
  member_groups: 'info',
  new: 'info',
  failed: 'bad',
  added: 'good',
  reactivated: 'good',
  skipped: 'neutral',
  undone: 'neutral',
  waiting: 'neutral',
}

interface RowsProps {
  company: string
  data: ViewedImport
  cursor?: string
  /** Whether the reader may look people up. */
  findsPeople: boolean
}

/** The rows by what they are, the bad ones first. */
export function ImportRows({ company, data, cursor, findsPeople }: RowsProps) {
  const { import: found, counts, show, rows, previous, next } = data
  const reviewed = found.state === 'reviewed'
  const labels: Partial<Record<RowKind, string>> = reviewed ? verdictLabels : resultLabels
  const href = (kind?: RowKind, at?: string) => paths.import(company, found.id, { show: kind, cursor: at })
  if (!counts.length) return <p className="text-muted">The rows of this import are no longer stored.</p>
  return (
    <section aria-labelledby="rows" className="flex flex-col gap-3">
      <header className="flex items-center justify-between gap-4">
        <h2 id="rows" className="text-[0.9375rem] font-semibold">
          Rows
        </h2>
        {rows.length > 0 && (
          <ExportMenu small href={format => paths.exportImportRows(company, found.id, { show, format })} />
        )}
      </header>
      <Tabs
        label="Kinds of rows"
        current={href(show)}
        tabs={counts.map(({ kind, count }) => ({ label: labels[kind] ?? kind, href: href(kind), count }))}
      />
      <DataTable
        caption={`Rows: ${(show && labels[show]) ?? 'none'}`}
        columns={columns(company, labels, reviewed, findsPeople)}
        rows={rows}
        rowKey={row => String(row.line)}
        empty={<EmptyState title={cursor ? 'No rows on this page' : 'No rows of this kind'} />}
      />
      <Pager
        firstHref={previous && href(show)}
        previousHref={previous && href(show, previous)}
        nextHref={next && href(show, next)}
      />
    </section>
  )
}

function columns(
  company: string,
  labels: Partial<Record<RowKind, string>>,
  reviewed: boolean,
  findsPeople: boolean,
): Column<Row>[] {
  return [
    {
      header: 'Email',
      rowHeader: true,
      width: 'large',
      cell: row => <Email row={row} company={company} linked={findsPeople} />,
    },
    { header: 'Line', align: 'end', phone: 'first-end', cell: ({ line }) => line },
    {
      header: 'Name',
      hideBelow: 'md',
      width: 'medium',
      cell: ({ name, title }) => (
        <>
          <span title={name ?? undefined}>{name}</span>
          {title && <small title={title}>{title}</small>}
        </>
      ),
    },
    {
      header: 'Groups',
      hideBelow: 'lg',
      width: 'medium',
      wrap: true,
      cell: ({ groupNames }) => groupNames.join(', '),
    },
    {
      header: 'Result',
      width: 'large',
      wrap: true,
      cell: ({ verdict, outcome, reason }) => {
        const kind = reviewed ? verdict : (outcome ?? 'waiting')
        return (
          <span className="flex flex-col items-start gap-1 py-0.5">
            <Badge tone={tones[kind]}>{labels[kind]}</Badge>
            {reason && <span className="text-[0.8125rem] text-muted">{reason}</span>}
          </span>
        )
      },
    },
  ]
}

/** Leads to people who are here already, where the right act for them is. */
function Email({ row, company, linked }: { row: Row; company: string; linked: boolean }) {
  if (!row.email) return <span className="text-muted">(empty)</span>
  const isHere = ['member', 'member_groups', 'invited', 'inactive'].includes(row.verdict) || row.outcome === 'invited'
  return linked && isHere ? (
    <TextLink href={paths.users(company, { q: row.email })} title={row.email}>
      {row.email}
    </TextLink>
  ) : (
    <span title={row.email}>{row.email}</span>
  )
}
