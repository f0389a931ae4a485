import { PermissionList } from '@/components/access/permission-list'
import { consolePage } from '@/components/shell/console-page'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { pencil, scrollText, shield, trash } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { viewGroup } from '@/lib/groups/queries'
import { paths } from '@/lib/paths'
import { can } from '@/lib/permissions/can'
import { AddPeople } from './add-people'
import { MembersCard } from './members-card'
import { SecondFactorCard } from './second-factor-card'

export default consolePage(viewGroup, 'groups', ({ actor, company, data, query }) => {
  const { group, members, permissions, previous, next } = data
  const mayUpdate = can(actor, 'groups:update')
  const mayReadUsers = can(actor, 'users:read')
  const add = query.add?.trim() || undefined
  const here = paths.group(company, group.id)
  const pageAt = (cursor?: string) => paths.group(company, group.id, { add, cursor })
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
          {mayUpdate && (
            <ButtonLink icon={pencil} href={paths.editGroup(company, group.id)}>
              Edit
            </ButtonLink>
          )}
          {can(actor, 'groups:delete') && (
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
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {mayUpdate && mayReadUsers && <AddPeople group={group} action={here} search={add} found={data.candidates} cut={data.candidatesCut} />}
          <MembersCard
            group={group}
            members={members}
            personHref={mayReadUsers ? id => paths.user(company, id) : undefined}
            mayRemove={mayUpdate}
            firstHref={previous && pageAt()}
            previousHref={previous && pageAt(previous)}
            nextHref={next && pageAt(next)}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader
              title="What it grants"
              actions={
                mayUpdate && (
                  <ButtonLink size="sm" href={paths.groupPermissions(company, group.id)}>
                    Change permissions
                  </ButtonLink>
                )
              }
            />
            {permissions.length ? (
              <PermissionList permissions={permissions} />
            ) : (
              <EmptyState icon={shield} title="It grants nothing yet">
                Members get no permission from this group.
              </EmptyState>
            )}
          </Card>
          <SecondFactorCard group={group} secondFactor={data.secondFactor} without={data.withoutFactor} />
        </div>
      </div>
    </Page>
  )
})
