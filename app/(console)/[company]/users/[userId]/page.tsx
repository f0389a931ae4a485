import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { PermissionList } from '@/components/access/permission-list'
import { StatusBadge, type UserStatusName } from '@/components/access/status-badge'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Avatar } from '@/components/ui/avatar'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { shield } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { endExemption, grantExemption } from '@/lib/exemptions/commands'
import { cancelInvitation, resendInvitation } from '@/lib/invitations/commands'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import type { AnyOperation } from '@/lib/operation/define'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { resetSecondFactor } from '@/lib/second-factor/commands'
import {
  deactivateUser,
  deleteUser,
  endUserSession,
  liftThrottle,
  reactivateUser,
  sendPasswordReset,
  updateUser,
} from '@/lib/users/commands'
import { requestUserEmailChange } from '@/lib/users/email-commands'
import { viewUserPage } from '@/lib/users/queries'
import { ActivityCard } from './activity-card'
import { UserEmailCard } from './email-card'
import { UserGroupsCard } from './groups-card'
import { InvitationCard } from './invitation-card'
import { PersonActs } from './person-acts'
import { Requirement } from './requirement'
import { UserSecondFactorCard } from './second-factor-card'
import { SessionsCard } from './sessions-card'
import { WaitAlert } from './wait-alert'

/** What can be done to somebody: whoever may do any of it is told what stands in the way. */
const actsOn: Record<UserStatusName, AnyOperation[]> = {
  invited: [resendInvitation, cancelInvitation],
  active: [
    updateUser,
    requestUserEmailChange,
    deactivateUser,
    endUserSession,
    resetSecondFactor,
    sendPasswordReset,
    liftThrottle,
    grantExemption,
  ],
  inactive: [reactivateUser, deleteUser],
}

export default consolePage(viewUserPage, 'users', ({ actor, company, data }) => {
  const { user, invitation, groups, permissions, sessions, secondFactor, activity } = data
  const self = user.id === actor.userId
  const { hindrances } = data
  const mayTake = (operation: AnyOperation) => mayRun(actor, operation) && !hindrances.take
  const mayGive = (operation: AnyOperation) => mayRun(actor, operation) && !hindrances.give
  const actsOnThem = actsOn[user.status].some(operation => mayRun(actor, operation))
  const groupHref = can(actor, 'groups:read') ? (id: string) => paths.group(company, id) : undefined
  return (
    <Page
      title={user.name}
      picture={<Avatar name={user.name} large />}
      status={<StatusBadge status={user.status} />}
      description={user.title}
      breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
      actions={<PersonActs actor={actor} company={company} view={data} />}
    >
      {user.status === 'invited' && (
        <Alert title={`${user.name} has not accepted the invitation yet`}>
          The groups you choose here apply from the first sign-in.
        </Alert>
      )}
      {user.status === 'inactive' && (
        <Alert tone="warn" title={`${user.name} cannot sign in`}>
          The groups and permissions below apply again after reactivation.
        </Alert>
      )}
      {data.wait && user.status === 'active' && (
        <WaitAlert user={user} wait={data.wait} mayLift={mayGive(liftThrottle) && !self} />
      )}
      {actsOnThem && (
        <NotAllowedNote title="Some changes are not available to you" reasons={[hindrances.take ?? hindrances.give]} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader title="Details" />
            <DescriptionList stacked items={facts(user)} />
          </Card>
          {user.status === 'invited' && <InvitationCard invitation={invitation} />}
          <UserGroupsCard groups={groups} groupHref={groupHref} />
          {(data.emailChange || data.emailHeldUntil) &&
            user.status === 'active' &&
            !self &&
            mayGive(requestUserEmailChange) && (
              <UserEmailCard user={user} change={data.emailChange} heldUntil={data.emailHeldUntil} />
            )}
          {user.status !== 'invited' && (
            <UserSecondFactorCard secondFactor={secondFactor}>
              <Requirement
                user={user}
                secondFactor={data.requirement}
                requiredOfAll={actor.security.secondFactor.required}
                mayGrant={mayGive(grantExemption) && !self}
                mayEnd={mayTake(endExemption) && !self}
                timeZone={actor.company.timeZone}
              />
            </UserSecondFactorCard>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardHeader
              title="Permissions"
              description="Everything these groups grant."
              actions={
                <ButtonLink size="sm" href={paths.userAccess(company, user.id)}>
                  Check access
                </ButtonLink>
              }
            />
            {permissions.length ? (
              <PermissionList permissions={permissions} groupHref={groupHref} />
            ) : (
              <EmptyState icon={shield} title="No permissions">
                {groups.length
                  ? 'None of these groups grants a permission.'
                  : 'Permissions come from groups, and this person is in none.'}
              </EmptyState>
            )}
          </Card>
          <SessionsCard
            company={company}
            user={user}
            self={self}
            sessions={sessions}
            actor={actor}
            mayEnd={mayTake(endUserSession)}
          />
          {activity && <ActivityCard events={activity} allHref={paths.auditLog(company, { person: user.id })} />}
        </div>
      </div>
    </Page>
  )
})

type Account = OutputOf<typeof viewUserPage>['user']

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
