import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { plus, usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { timeParts } from '@/components/ui/time'
import { createGroup } from '@/lib/groups/commands'
import { groupFilterFields } from '@/lib/groups/input'
import { listGroupsPage } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { listPermissionOptions } from '@/lib/permissions/choices'
import { mayRun } from '@/lib/permissions/may-run'
import { GroupFilters } from './filters'
import { GroupsTable, type GroupRow } from './groups-table'

type Group = OutputOf<typeof listGroupsPage>['groups'][number]

const rowOf = ({ id, name, description, slug, members, permissions, createdAt }: Group): GroupRow => ({
  id,
  name,
  description,
  slug,
  members,
  permissions,
  created: timeParts({ at: createdAt, show: 'date' }),
})

export default consolePage(listGroupsPage, 'groups', ({ actor, company, data, query }) => {
  const { sort, limit, cursor } = query
  const narrowed = Object.fromEntries(Object.keys(groupFilterFields).map(name => [name, query[name]]))
  const filters = { ...narrowed, sort, limit }
  const filtered = Object.values(narrowed).some(Boolean)
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
            query={filters}
            views={data.views}
            columns={data.columns}
          />
          <ExportMenu href={format => paths.exportGroups(company, { ...filters, format })} />
          {create}
        </>
      }
      wide
    >
      <GroupFilters
        company={company}
        query={filters}
        findsPermissions={mayRun(actor, listPermissionOptions)}
        found={filtered ? `${formatTotal(data.total)} found` : ''}
      />
      {data.groups.length ? (
        <GroupsTable company={company} query={filters} rows={data.groups.map(rowOf)} columns={data.columns} />
      ) : (
        <div className="card overflow-clip">
          {cursor ? (
            <EmptyState
              title="No groups on this page"
              action={<ButtonLink href={paths.groups(company, filters)}>First page</ButtonLink>}
            />
          ) : filtered ? (
            <EmptyState
              title="No groups match"
              action={<ButtonLink href={paths.groups(company, { sort, limit })}>Clear filters</ButtonLink>}
            >
              Try the beginning of a word in the name or description, or change the filters.
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
        size={{ current: Number(limit ?? 50), href: size => paths.groups(company, { ...filters, limit: size }) }}
        firstHref={data.previous && paths.groups(company, filters)}
        previousHref={data.previous && paths.groups(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.groups(company, { ...filters, cursor: data.next })}
      />
    </Page>
  )
})
