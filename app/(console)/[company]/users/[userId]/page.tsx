import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { PermissionList } from '@/components/access/permission-list'
import { StatusBadge } from '@/components/access/status-badge'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Avatar } from '@/components/ui/avatar'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { shield } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { viewUser } from '@/lib/users/queries'
import { AccountCard } from './account-card'
import { ActivityCard } from './activity-card'
import { UserGroupsCard } from './groups-card'
import { InvitationCard } from './invitation-card'
import { PasswordCard } from './password-card'
import { Requirement } from './requirement'
import { UserSecondFactorCard } from './second-factor-card'
import { SessionsCard } from './sessions-card'
import { WaitAlert } from './wait-alert'

export default consolePage(viewUser, 'users', ({ actor, company, data }) => {
  const { user, invitation, groups, groupOptions, permissions, sessions, secondFactor, activity } = data
  const self = user.id === actor.userId
  const { hindrances } = data
  const mayUpdate = can(actor, 'users:update')
  const mayTake = mayUpdate && !hindrances.take
  const mayGive = mayUpdate && !hindrances.give
  const actsOnThem = mayUpdate || can(actor, user.status === 'invited' ? 'users:invite' : 'users:delete')
  const groupHref = can(actor, 'groups:read') ? (id: string) => paths.group(company, id) : undefined
  return (
    <Page
      title={user.name}
      picture={<Avatar name={user.name} size="lg" />}
      status={<StatusBadge status={user.status} />}
      description={user.title}
      breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
    >
      {user.status === 'invited' && (
        <Alert title={`${user.name} has not accepted the invitation yet`}>
          Nobody can sign in with this account until then. The groups chosen here apply from the first sign-in.
        </Alert>
      )}
      {user.status === 'inactive' && (
        <Alert tone="warn" title={`${user.name} cannot sign in`}>
          What is listed below applies again when the account is reactivated.
        </Alert>
      )}
      {data.wait && user.status === 'active' && <WaitAlert user={user} wait={data.wait} mayLift={mayGive && !self} />}
      {actsOnThem && (
        <NotAllowedNote title="Some changes are not available to you" reasons={[hindrances.take ?? hindrances.give]} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader title="Details" />
            <DescriptionList stacked items={facts(user)} />
          </Card>
          {user.status === 'invited' && (
            <InvitationCard actor={actor} company={company} invitation={invitation} hindrances={hindrances} />
          )}
          <UserGroupsCard
            user={user}
            groups={groups}
            options={groupOptions}
            groupHref={groupHref}
            mayChange={can(actor, 'groups:update')}
          />
          {user.status === 'active' && !self && mayGive && <PasswordCard user={user} />}
          {user.status !== 'invited' && (
            <UserSecondFactorCard
              user={user}
              secondFactor={secondFactor}
              sessions={sessions.length}
              mayReset={!self && mayGive}
            >
              <Requirement
                user={user}
                secondFactor={data.requirement}
                requiredOfAll={actor.security.secondFactor.required}
                mayGrant={mayGive && !self}
                mayEnd={mayTake && !self}
              />
            </UserSecondFactorCard>
          )}
          <AccountCard
            actor={actor}
            company={company}
            user={user}
            groups={groups}
            hasReceipt={data.hasReceipt}
            hindrances={hindrances}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader
              title="Permissions"
              description="What the groups grant together, and which of them grants it."
            />
            {permissions.length ? (
              <PermissionList permissions={permissions} groupHref={groupHref} />
            ) : (
              <EmptyState icon={shield} title="No permissions">
                {groups.length
                  ? 'None of the groups grants anything.'
                  : 'Permissions come from groups, and there are none.'}
              </EmptyState>
            )}
          </Card>
          <SessionsCard user={user} self={self} sessions={sessions} actor={actor} mayEnd={mayTake} />
          {activity && <ActivityCard events={activity} allHref={paths.auditLog(company, { person: user.id })} />}
        </div>
      </div>
    </Page>
  )
})

type Account = OutputOf<typeof viewUser>['user']

const facts = ({ email, createdAt, activatedAt, deactivatedAt, deactivationReason, lastSignInAt }: Account) => [
  { term: 'Email', detail: email },
  { term: 'Last sign-in', detail: lastSignInAt ? <Time at={lastSignInAt} /> : 'Never' },
  { term: 'Created', detail: <Time at={createdAt} show="date" /> },
  ...(activatedAt ? [{ term: 'Active since', detail: <Time at={activatedAt} show="date" /> }] : []),
  ...(deactivatedAt ? [{ term: 'Deactivated', detail: <Time at={deactivatedAt} show="datetime" /> }] : []),
  ...(deactivationReason
    ? [{ term: 'Reason', detail: <span className="whitespace-pre-line">{deactivationReason}</span> }]
    : []),
]
