import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { PermissionList } from '@/components/access/permission-list'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { pencil, scrollText, shield, trash } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { deleteGroup, updateGroup } from '@/lib/groups/commands'
import { viewGroupPage } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { AddPeople } from './add-people'
import { MembersCard } from './members-card'
import { GroupSecondFactorCard } from './second-factor-card'

export default consolePage(viewGroupPage, 'groups', ({ actor, company, data, query }) => {
  const { group, permissions, hindrances } = data
  const mayUpdate = mayRun(actor, updateGroup)
  const mayDelete = mayRun(actor, deleteGroup)
  const [mayGive, mayTake] = [mayUpdate && !hindrances.give, mayUpdate && !hindrances.take]
  const mayReadUsers = can(actor, 'users:read')
  return (
    <Page
      title={group.name}
      description={group.description}
      breadcrumbs={[{ label: 'Groups', href: paths.groups(company) }]}
      actions={
        <>
          {can(actor, 'audit:read') && (
            <ButtonLink icon={scrollText} href={paths.auditLog(company, { target: group.id })}>
              History
            </ButtonLink>
          )}
          {mayGive && (
            <ButtonLink icon={pencil} href={paths.editGroup(company, group.id)}>
              Edit
            </ButtonLink>
          )}
          {mayDelete && !hindrances.take && (
            <ButtonLink icon={trash} href={paths.deleteGroup(company, group.id)}>
              Delete
            </ButtonLink>
          )}
        </>
      }
    >
      <p className="-mt-3 flex flex-wrap gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
        <Code>{group.slug}</Code>
        <span>
          created <Time at={group.createdAt} show="date" />
        </span>
      </p>
      {(mayUpdate || mayDelete) && (
        <NotAllowedNote title="Some changes are not available to you" reasons={[hindrances.take ?? hindrances.give]} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {mayGive && mayReadUsers && (
            <AddPeople group={{ id: group.id, name: group.name }} find={query.add?.trim().slice(0, 200)} />
          )}
          <MembersCard company={company} view={data} query={query} mayReadUsers={mayReadUsers} mayRemove={mayTake} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader
              title="What it grants"
              actions={
                mayTake && (
                  <ButtonLink size="sm" href={paths.groupPermissions(company, group.id)}>
                    Change permissions
                  </ButtonLink>
                )
              }
            />
            {permissions.length ? (
              <PermissionList permissions={permissions} />
            ) : (
              <EmptyState icon={shield} title="No permissions yet">
                This group does not grant any permissions.
              </EmptyState>
            )}
          </Card>
          <GroupSecondFactorCard
            group={group}
            secondFactor={data.secondFactor}
            without={data.withoutFactor}
            mayChange={mayGive}
          />
        </div>
      </div>
    </Page>
  )
})
