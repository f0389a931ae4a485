import { Avatar } from '@/components/ui/avatar'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { DataTable, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { consolePage } from '@/components/shell/console-page'
import { Page } from '@/components/shell/page'
import { paths } from '@/lib/paths'
import { listUsers } from '@/lib/users/queries'

type User = Awaited<ReturnType<typeof listUsers.run>>['users'][number]

export default consolePage(listUsers, 'users', ({ company, data, query }) => {
  const { cursor: _, ...filters } = query
  const columns: Column<User>[] = [
    { header: 'Name', rowHeader: true, cell: user => <Link href={paths.user(company, user.id)}>{user.name}</Link> },
    { header: 'Email', cell: user => user.email },
    { header: 'Last sign-in', cell: user => (user.lastSignInAt ? <Time at={user.lastSignInAt} /> : 'Never') },
  ]
  return (
    <Page title="Users" description="The people of your company.">
      <DataTable caption="Users" columns={columns} rows={data.users} rowKey={user => user.id} empty={<EmptyState title="Nobody found" />} />
      <Pager
        previousHref={data.previous && paths.users(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.users(company, { ...filters, cursor: data.next })}
      />
    </Page>
  )
})
void Avatar
void FilterBar
