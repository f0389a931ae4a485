import { ButtonLink } from '@/components/ui/button'
import { pencil, user as profileIcon } from '@/components/ui/icons'
import { Menu, MenuLine } from '@/components/ui/menu'
import { changeMembers } from '@/lib/groups/commands'
import { resendInvitation } from '@/lib/invitations/commands'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import type { AnyOperation, OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { resetSecondFactor } from '@/lib/second-factor/commands'
import {
  deactivateUser,
  deleteUser,
  endUserSession,
  reactivateUser,
  sendPasswordReset,
  updateUser,
} from '@/lib/users/commands'
import { requestUserEmailChange } from '@/lib/users/email-commands'
import type { viewUserPage } from '@/lib/users/queries'
import { InvitationActs } from '../../invitations/invitation-actions'
import { ChangeGroups } from './groups-card'
import {
  ChangeEmail,
  Deactivate,
  DeletePerson,
  Reactivate,
  ReceiptLink,
  ResetSecondFactor,
  SendPasswordLink,
  SignOutEverywhere,
} from './person-menu'

type View = OutputOf<typeof viewUserPage>

interface PersonActsProps {
  actor: PermissionHolder & { userId: string }
  company: string
  view: View
}

/** All that can be done to somebody, in the header of their page: what is done daily as buttons, danger in the menu. */
export function PersonActs({ actor, company, view }: PersonActsProps) {
  const { user, hindrances, secondFactor, sessions } = view
  const self = user.id === actor.userId
  const active = user.status === 'active'
  const mayTake = (operation: AnyOperation) => mayRun(actor, operation) && !hindrances.take && !self
  const mayGive = (operation: AnyOperation) => mayRun(actor, operation) && !hindrances.give && !self
  const hasFactor = secondFactor.appSince !== null || secondFactor.passkeys > 0
  const harmless = [
    active && mayGive(requestUserEmailChange) && <ChangeEmail key="email" company={company} user={user} />,
    active && mayGive(sendPasswordReset) && <SendPasswordLink key="password" user={user} />,
    active && mayTake(endUserSession) && sessions.length > 0 && (
      <SignOutEverywhere key="sessions" user={user} sessions={sessions.length} />
    ),
    view.hasReceipt && <ReceiptLink key="receipt" company={company} user={user} />,
  ].filter(Boolean)
  const dangerous = [
    active && hasFactor && mayGive(resetSecondFactor) && (
      <ResetSecondFactor key="factor" user={user} sessions={sessions.length} />
    ),
    active && mayTake(deactivateUser) && <Deactivate key="deactivate" company={company} user={user} />,
    user.status === 'inactive' && mayTake(deleteUser) && <DeletePerson key="delete" company={company} user={user} />,
  ].filter(Boolean)
  return (
    <>
      {user.status === 'inactive' && mayGive(reactivateUser) && (
        <Reactivate user={user} groups={view.groups.map(group => group.name)} />
      )}
      {user.status === 'invited' && view.invitation && mayRun(actor, resendInvitation) && (
        <InvitationActs
          company={company}
          invitation={view.invitation}
          maySend={!hindrances.give}
          mayCancel={!hindrances.take}
          afterCancelling={paths.invitations(company)}
        />
      )}
      {mayRun(actor, changeMembers) && <ChangeGroups actor={actor} view={view} />}
      {active && mayRun(actor, updateUser) && (self || !hindrances.take) && (
        <ButtonLink icon={pencil} href={paths.editUser(company, user.id)}>
          Edit
        </ButtonLink>
      )}
      {self && (
        <ButtonLink icon={profileIcon} href={paths.profile(company)}>
          Your profile
        </ButtonLink>
      )}
      {harmless.length + dangerous.length > 0 && (
        <Menu label="More actions" triggerClassName="button px-2">
          {harmless}
          {harmless.length > 0 && dangerous.length > 0 && <MenuLine />}
          {dangerous}
        </Menu>
      )}
    </>
  )
}
