import { consolePage } from '@/app/(console)/_frame/console-page'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { uploadIcon, userPlus } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { timeParts } from '@/components/ui/time'
import { bulkActionLabels } from '@/lib/bulk/labels'
import { listImportsPage } from '@/lib/imports/queries'
import { newInvitation } from '@/lib/invitations/queries'
import { bulkActs } from '@/lib/kernel/bulk-acts'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { MAX_BULK_PEOPLE, bulkPermission } from '@/lib/users/bulk-actions'
import { listUsersPage } from '@/lib/users/queries'
import { SELECTION, type UserRow } from './columns'
import { PeopleTabs } from './people-tabs'
import { RemovableFilter } from './removable-filter'
import { SelectionBar } from './selection-bar'
import { UsersTable } from './users-table'

const statuses = [
  { value: '', label: 'Any status' },
  { value: 'active', label: 'Active' },
  { value: 'invited', label: 'Invited' },
  { value: 'inactive', label: 'Inactive' },
]

const anyGroup = [
  { value: '', label: 'Any group' },
  { value: 'none', label: 'Without a group' },
]

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
  const { q, status, group, sort, signedIn, factor, cursor } = query
  const filters = { q, status, group, signedIn, factor, sort }
  const filtered = q || status || group || signedIn || factor
  const unfiltered = paths.users(company, { sort })
  const acts = bulkActs
    .filter(act => can(actor, bulkPermission(act)))
    .map(act => ({ act, label: bulkActionLabels[act].button }))
  const more = data.matching !== undefined && data.matching > data.users.length && data.matching <= MAX_BULK_PEOPLE
  return (
    <Page
      title="Users"
      description="Who has access, who was invited, and whose access has ended."
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
      <PeopleTabs actor={actor} company={company} current="people" />
      <div className="flex flex-col items-start gap-3 *:max-w-full">
        <div className="w-full">
          <FilterBar
            action={paths.users(company)}
            label="Filter users"
            search={{ name: 'q', label: 'Search by name, email or title', value: q }}
            selects={[{ name: 'status', label: 'Status', value: status, options: statuses }]}
            choices={[
              {
                name: 'group',
                label: 'Group',
                value: group,
                chosen: data.group?.name,
                fixed: anyGroup,
                source: { address: paths.groupOptions(), list: 'groups' },
              },
            ]}
            keep={{ sort, signedIn, factor }}
            clearHref={unfiltered}
          />
        </div>
        {factor && (
          <RemovableFilter
            label={factor === 'missing' ? 'Second factor missing' : 'Without a second factor'}
            href={paths.users(company, { ...filters, factor: undefined })}
          />
        )}
        {signedIn && (
          <RemovableFilter label="Never signed in" href={paths.users(company, { ...filters, signedIn: undefined })} />
        )}
      </div>
      <div className="group/people flex flex-col">
        {acts.length > 0 && data.users.length > 0 && (
          <SelectionBar
            id={SELECTION}
            action={paths.bulk(company)}
            filters={{ q, status, group, signedIn, factor }}
            shown={data.users.length}
            matching={more ? data.matching : undefined}
            acts={acts}
          />
        )}
        {data.users.length > 0 ? (
          <UsersTable company={company} query={filters} selectable={acts.length > 0} rows={data.users.map(rowOf)} />
        ) : (
          <div className="card overflow-clip">
            {cursor ? (
              <EmptyState
                title="Nobody is left on this page"
                action={<ButtonLink href={paths.users(company, filters)}>First page</ButtonLink>}
              />
            ) : filtered ? (
              <EmptyState title="Nobody matches" action={<ButtonLink href={unfiltered}>Clear filters</ButtonLink>}>
                Try the beginning of a name, email address or title, or another status or group.
              </EmptyState>
            ) : (
              <EmptyState title="Nobody is here yet" />
            )}
          </div>
        )}
      </div>
      <Pager
        firstHref={data.previous && paths.users(company, filters)}
        previousHref={data.previous && paths.users(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.users(company, { ...filters, cursor: data.next })}
      />
    </Page>
  )
})
