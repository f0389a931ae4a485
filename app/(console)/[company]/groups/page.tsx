import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { plus, usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { createGroup } from '@/lib/groups/commands'
import { listGroupsPage } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { GroupsTable, type GroupRow } from './groups-table'

type Group = OutputOf<typeof listGroupsPage>['groups'][number]

const memberCounts = [
  { value: '', label: 'Any size' },
  { value: 'one', label: 'One member' },
  { value: 'none', label: 'No members' },
]

const rowOf = ({ id, name, description, slug, members, permissions }: Group): GroupRow => ({
  id,
  name,
  description,
  slug,
  members,
  permissions,
})

export default consolePage(
  listGroupsPage,
  'groups',
  ({ actor, company, data, query: { q, members, cursor, limit } }) => {
    const create = mayRun(actor, createGroup) && (
      <ButtonLink variant="primary" icon={plus} href={paths.newGroup(company)}>
        New group
      </ButtonLink>
    )
    return (
      <Page
        title="Groups"
        description="People get their permissions from the groups they are in."
        actions={
          <>
            <ViewsAndColumns
              list="groups"
              href={paths.groups(company)}
              query={{ q, members, limit }}
              views={data.views}
              columns={data.columns}
            />
            <ExportMenu href={format => paths.exportGroups(company, { q, members, format })} />
            {create}
          </>
        }
        wide
      >
        <FilterBar
          action={paths.groups(company)}
          label="Filter groups"
          found={q || members ? `${formatTotal(data.total)} found` : ''}
          search={{
            name: 'q',
            label: 'Search by name, slug or description',
            placeholder: 'Name, slug or description',
            value: q,
          }}
          selects={[{ name: 'members', label: 'Members', value: members, options: memberCounts }]}
          keep={{ limit }}
          clearHref={paths.groups(company)}
        />
        {data.groups.length ? (
          <GroupsTable company={company} rows={data.groups.map(rowOf)} columns={data.columns} />
        ) : (
          <div className="card overflow-clip">
            {cursor ? (
              <EmptyState
                title="No groups on this page"
                action={<ButtonLink href={paths.groups(company, { q, members })}>First page</ButtonLink>}
              />
            ) : q || members ? (
              <EmptyState
                title="No groups match"
                action={<ButtonLink href={paths.groups(company)}>Clear filters</ButtonLink>}
              >
                Try the beginning of a word in the name or description, or remove the filter.
              </EmptyState>
            ) : (
              <EmptyState icon={usersRound} title="No groups yet" action={create}>
                Groups give permissions to people.
              </EmptyState>
            )}
          </div>
        )}
        <Pager
          shown={data.groups.length}
          total={data.total}
          size={{ current: Number(limit ?? 50), href: size => paths.groups(company, { q, members, limit: size }) }}
          firstHref={data.previous && paths.groups(company, { q, members, limit })}
          previousHref={data.previous && paths.groups(company, { q, members, limit, cursor: data.previous })}
          nextHref={data.next && paths.groups(company, { q, members, limit, cursor: data.next })}
        />
      </Page>
    )
  },
)
