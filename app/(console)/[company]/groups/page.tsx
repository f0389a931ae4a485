import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { plus, usersRound } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { DataTable, type Column } from '@/components/ui/table'
import { createGroup } from '@/lib/groups/commands'
import { listGroups } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'

type Group = OutputOf<typeof listGroups>['groups'][number]

const columns = (company: string): Column<Group>[] => [
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

export default consolePage(listGroups, 'groups', ({ actor, company, data, query: { q, cursor, limit } }) => {
  const create = mayRun(actor, createGroup) && (
    <ButtonLink variant="primary" icon={plus} href={paths.newGroup(company)}>
      New group
    </ButtonLink>
  )
  return (
    <Page title="Groups" description="People get their permissions from the groups they are in." actions={create} wide>
      <FilterBar
        action={paths.groups(company)}
        label="Filter groups"
        found={q ? `${formatTotal(data.total)} found` : ''}
        search={{ name: 'q', label: 'Search by name, slug or description', value: q }}
        keep={{ limit }}
        clearHref={paths.groups(company)}
      />
      <DataTable
        caption="Groups"
        columns={columns(company)}
        rows={data.groups}
        rowKey={group => group.id}
        empty={
          cursor ? (
            <EmptyState
              title="No group is left on this page"
              action={<ButtonLink href={paths.groups(company, { q })}>First page</ButtonLink>}
            />
          ) : q ? (
            <EmptyState
              title="No group matches"
              action={<ButtonLink href={paths.groups(company)}>Clear filters</ButtonLink>}
            >
              Try the beginning of a word in its name or description.
            </EmptyState>
          ) : (
            <EmptyState icon={usersRound} title="No groups yet" action={create}>
              A group brings people and permissions together.
            </EmptyState>
          )
        }
      />
      <Pager
        shown={data.groups.length}
        total={data.total}
        size={{ current: Number(limit ?? 50), href: size => paths.groups(company, { q, limit: size }) }}
        firstHref={data.previous && paths.groups(company, { q, limit })}
        previousHref={data.previous && paths.groups(company, { q, limit, cursor: data.previous })}
        nextHref={data.next && paths.groups(company, { q, limit, cursor: data.next })}
      />
    </Page>
  )
})
