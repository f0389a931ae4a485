import { GroupNames } from '@/components/access/group-names'
import { StatusBadge } from '@/components/access/status-badge'
import { Avatar } from '@/components/ui/avatar'
import { Link } from '@/components/ui/link'
import { DataTable, type Column } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { listedSkippedCount } from '@/lib/bulk/eligibility'
import { skipReasonLabels } from '@/lib/bulk/labels'
import type { viewBulkResultPage } from '@/lib/bulk/queries'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'

type Result = OutputOf<typeof viewBulkResultPage>

interface BulkPeopleProps {
  company: string
  /** What those of the first list have in common: "Selected", or "Added" afterwards. */
  label: string
  /** Of the first list, where some of it are left out: what becomes of the others, such as "Will be added". */
  outcome?: string
  concerned: number
  skipped: Result['skipped']
  /** One page of the one or the other. */
  people: Result['people']
  showsSkipped: boolean
  /** The address of either list. */
  href: (show?: 'skipped') => string
}

const columns = (
  company: string,
  { withReason, withGroups, outcome }: { withReason: boolean; withGroups: boolean; outcome?: string },
): Column<Result['people'][number]>[] => [
  {
    header: 'Name',
    rowHeader: true,
    width: 'large',
    cell: ({ id, name, title }) => (
      <span className="person">
        <Avatar name={name} />
        <Link href={paths.user(company, id)} title={name}>
          {name}
        </Link>
        {title && <small title={title}>{title}</small>}
      </span>
    ),
  },
  ...(withReason
    ? [
        {
          header: outcome ? 'Outcome' : 'Why',
          wrap: true as const,
          width: 'medium' as const,
          phone: 'second-end' as const,
          cell: ({ reason }: Result['people'][number]) =>
            reason ? `${outcome ? 'Skipped: ' : ''}${skipReasonLabels[reason]}` : outcome,
        },
      ]
    : []),
  {
    header: 'Email',
    muted: true,
    width: 'large',
    phone: 'second',
    cell: ({ email }) => <span title={email}>{email}</span>,
  },
  { header: 'Status', phone: 'first-end', cell: person => <StatusBadge status={person.status} /> },
  ...(withGroups
    ? [
        {
          header: 'Groups',
          hideBelow: 'md' as const,
          width: 'medium' as const,
          phone: 'hidden' as const,
          cell: ({ groups = [] }: Result['people'][number]) => <GroupNames names={groups.map(group => group.name)} />,
        },
      ]
    : []),
]

/** Everybody whom an act concerns, and everybody who is left out with the reason: the same table before and after. */
export function BulkPeople({
  company,
  label,
  outcome,
  concerned,
  skipped,
  people,
  showsSkipped,
  href,
}: BulkPeopleProps) {
  const left = listedSkippedCount(skipped)
  const caption = showsSkipped ? 'Skipped' : label
  return (
    <div className="flex flex-col gap-4">
      {left > 0 && (
        <Tabs
          label="People"
          tabs={[
            { label, count: concerned, href: href() },
            { label: 'Skipped', count: left, href: href('skipped') },
          ]}
          current={href(showsSkipped ? 'skipped' : undefined)}
        />
      )}
      <DataTable
        caption={caption}
        columns={columns(company, {
          withReason: showsSkipped || Boolean(outcome && left),
          withGroups: people.some(person => person.groups),
          outcome: showsSkipped ? undefined : outcome,
        })}
        rows={people}
        rowKey={person => person.id}
        empty={<p className="px-4 py-5 text-muted">Nobody to show.</p>}
      />
    </div>
  )
}
