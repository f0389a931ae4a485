import { consolePage } from '@/components/shell/console-page'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Pager } from '@/components/ui/pager'
import { DataTable } from '@/components/ui/table'
import { paths } from '@/lib/paths'
import { listUsers } from '@/lib/users/queries'
import { userColumns } from './columns'
import { RemovableFilter } from './removable-filter'

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

export default consolePage(listUsers, 'users', ({ company, data, query }) => {
  const { q, status, group, sort, signedIn, factor, cursor } = query
  const filters = { q, status, group, signedIn, factor, sort }
  const filtered = q || status || group || signedIn || factor
  const unfiltered = paths.users(company, { sort })
  return (
    <Page title="Users" description="Who has access, who was invited, and whose access has ended.">
      <div className="flex flex-col items-start gap-3 *:max-w-full">
        <div className="w-full">
          <FilterBar
            action={paths.users(company)}
            label="Filter users"
            search={{ name: 'q', label: 'Search by name or email', value: q }}
            selects={[
              { name: 'status', label: 'Status', value: status, options: statuses },
              {
                name: 'group',
                label: 'Group',
                value: group,
                options: [...anyGroup, ...data.groups.map(({ id, name }) => ({ value: id, label: name }))],
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
        {signedIn && <RemovableFilter label="Never signed in" href={paths.users(company, { ...filters, signedIn: undefined })} />}
      </div>
      <DataTable
        caption="Users"
        columns={userColumns(company, filters)}
        rows={data.users}
        rowKey={user => user.id}
        empty={
          cursor ? (
            <EmptyState title="Nobody is left on this page" action={<ButtonLink href={paths.users(company, filters)}>First page</ButtonLink>} />
          ) : filtered ? (
            <EmptyState title="Nobody matches" action={<ButtonLink href={unfiltered}>Clear filters</ButtonLink>}>
              Try part of a name, or another status or group.
            </EmptyState>
          ) : (
            <EmptyState title="Nobody is here yet" />
          )
        }
      />
      <Pager
        firstHref={data.previous && paths.users(company, filters)}
        previousHref={data.previous && paths.users(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.users(company, { ...filters, cursor: data.next })}
      />
    </Page>
  )
})
