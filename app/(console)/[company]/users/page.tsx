import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { uploadIcon, userPlus } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { timeParts } from '@/components/ui/time'
import { bulkActionLabels } from '@/lib/bulk/labels'
import { listImportsPage } from '@/lib/imports/queries'
import { newInvitation } from '@/lib/invitations/queries'
import { bulkActs } from '@/lib/kernel/bulk-acts'
import { formatDay } from '@/lib/kernel/format-date'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import { can } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { MAX_BULK_PEOPLE, bulkPermission } from '@/lib/users/bulk-actions'
import { userFilterFields } from '@/lib/users/input'
import { listUsersPage } from '@/lib/users/queries'
import type { UserRow } from './columns'
import { UserFilters } from './filters'
import { PeopleTabs } from './people-tabs'
import { SelectionBar } from './selection-bar'
import { selectionOwner } from './selection-store'
import { UsersTable } from './users-table'

const dayInWords = (day?: string): string | undefined => (day ? formatDay(day) : undefined)

const rowOf = (user: OutputOf<typeof listUsersPage>['users'][number]): UserRow => ({
  id: user.id,
  name: user.name,
  email: user.email,
  title: user.title,
  status: user.status,
  groups: user.groups.map(group => group.name),
  signedIn: user.lastSignInAt ? timeParts({ at: user.lastSignInAt }) : undefined,
  created: timeParts({ at: user.createdAt, show: 'date' }),
})

export default consolePage(listUsersPage, 'users', ({ actor, company, data, query }) => {
  const { sort, limit, cursor } = query
  const narrowed = Object.fromEntries(Object.keys(userFilterFields).map(name => [name, query[name]]))
  const filters = { ...narrowed, sort, limit }
  const filtered = Object.values(narrowed).some(Boolean)
  const unfiltered = paths.users(company, { sort, limit })
  const acts = bulkActs
    .filter(act => can(actor, bulkPermission(act)))
    .map(act => ({ act, label: bulkActionLabels[act].button }))
  return (
    <Page
      title="Users"
      wide
      description="Everybody with access, invited people, and people whose access has ended."
      actions={
        <>
          <ExportMenu href={format => paths.exportUsers(company, { ...filters, format })} />
          {mayRun(actor, listImportsPage) && (
            <ButtonLink icon={uploadIcon} href={paths.imports(company)}>
              Import
            </ButtonLink>
          )}
          {mayRun(actor, newInvitation) && (
            <ButtonLink variant="primary" icon={userPlus} href={paths.invite(company)}>
              Invite people
            </ButtonLink>
          )}
        </>
      }
    >
      <div className="flex items-center gap-2">
        <PeopleTabs actor={actor} company={company} current="people" />
        <ViewsAndColumns
          list="users"
          href={paths.users(company)}
          query={filters}
          views={data.views}
          columns={data.columns}
        />
      </div>
      <UserFilters
        company={company}
        query={filters}
        groupName={data.group?.name}
        timeZone={actor.timeZone}
        days={{
          signedInSince: dayInWords(query.signedInSince),
          createdFrom: dayInWords(query.createdFrom),
          createdTo: dayInWords(query.createdTo),
        }}
        found={filtered && data.total !== undefined ? `${formatTotal(data.total)} found` : ''}
      />
      <div className="group/people flex flex-col">
        {data.users.length > 0 ? (
          <UsersTable
            columns={data.columns}
            company={company}
            query={filters}
            selectable={acts.length > 0}
            rows={data.users.map(rowOf)}
          />
        ) : (
          <div className="card overflow-clip">
            {cursor ? (
              <EmptyState
                title="No users on this page"
                action={<ButtonLink href={paths.users(company, filters)}>First page</ButtonLink>}
              />
            ) : filtered ? (
              <EmptyState title="No users match" action={<ButtonLink href={unfiltered}>Clear filters</ButtonLink>}>
                Try the beginning of a name, email address or title, or change the filters.
              </EmptyState>
            ) : (
              <EmptyState title="No users yet" />
            )}
          </div>
        )}
        {acts.length > 0 && (
          <SelectionBar
            owner={selectionOwner(actor)}
            action={paths.bulk(company)}
            filters={narrowed}
            shown={data.users.length}
            total={data.total}
            most={MAX_BULK_PEOPLE}
            acts={acts}
          />
        )}
      </div>
      <Pager
        shown={data.users.length}
        total={data.total}
        size={{ current: Number(limit ?? 25), href: size => paths.users(company, { ...filters, limit: size }) }}
        firstHref={data.previous && paths.users(company, filters)}
        previousHref={data.previous && paths.users(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.users(company, { ...filters, cursor: data.next })}
      />
    </Page>
  )
})
