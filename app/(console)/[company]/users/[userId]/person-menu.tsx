import { MailOff } from '@/components/shell/mail-off'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { keyRound, logOut, mail, scrollText, shield, trash, x } from '@/components/ui/icons'
import { MenuLink } from '@/components/ui/menu'
import { pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { mailIsOn } from '@/lib/platform/mail/transport'
import {
  deleteUserAction,
  endUserSessionsAction,
  reactivateUserAction,
  resetSecondFactorAction,
  sendPasswordResetAction,
} from './actions'

interface ActProps {
  user: { id: string; name: string; email: string }
}

type LinkedProps = ActProps & { company: string }
type SessionsProps = ActProps & {
  /** How many are live. */
  sessions: number
}

export const ChangeEmail = ({ company, user }: LinkedProps) => (
  <MenuLink icon={mail} href={paths.userEmail(company, user.id)}>
    Change email address
  </MenuLink>
)

export const ReceiptLink = ({ company, user }: LinkedProps) => (
  <MenuLink icon={scrollText} href={paths.receipt(company, user.id)}>
    Offboarding receipt
  </MenuLink>
)

/** The page behind it says what follows. */
export const Deactivate = ({ company, user }: LinkedProps) => (
  <MenuLink danger icon={x} href={paths.deactivateUser(company, user.id)}>
    Deactivate
  </MenuLink>
)

/** Nobody sets the password of somebody else: the person chooses it by a link in their own mailbox. */
export const SendPasswordLink = ({ user }: ActProps) => (
  <ConfirmAction
    inMenu
    icon={keyRound}
    label="Send a password reset link"
    title={`Send ${user.name} a password reset link?`}
    confirmLabel="Send the link"
    action={sendPasswordResetAction}
    input={{ userId: user.id }}
    successMessage={
      mailIsOn()
        ? `A mail to ${user.email} is on its way.`
        : `The mail to ${user.email} was written to a file on the server.`
    }
  >
    <MailOff>
      The mail with the link is written to a file on the server. Whoever runs it has to hand it over: nobody else may
      see the link.
    </MailOff>
    <p>
      For somebody who forgot their password. A mail goes to {user.email} with a link that is good for 60 minutes and
      one use. An earlier link stops working.
    </p>
    <p>The present password works until a new one is chosen; then {user.name} is signed out everywhere.</p>
  </ConfirmAction>
)

export const SignOutEverywhere = ({ user, sessions }: SessionsProps) => (
  <ConfirmAction
    inMenu
    icon={logOut}
    label="Sign out everywhere"
    title={`Sign ${user.name} out everywhere?`}
    confirmLabel="Sign out"
    action={endUserSessionsAction}
    input={{ userId: user.id }}
    successMessage={`${pluralize(sessions, 'session')} ended.`}
  >
    <p>
      {pluralize(sessions, 'session')} {sessions === 1 ? 'ends' : 'end'} at once; what is not saved there is lost.{' '}
      {user.name} can sign in again with the password.
    </p>
  </ConfirmAction>
)

export const ResetSecondFactor = ({ user, sessions }: SessionsProps) => (
  <ConfirmAction
    inMenu
    variant="danger"
    icon={shield}
    label="Reset the second factor"
    title={`Reset the second factor of ${user.name}?`}
    confirmLabel="Reset the second factor"
    action={resetSecondFactorAction}
    input={{ userId: user.id }}
    successMessage={`The second factor of ${user.name} was reset.`}
  >
    <p>For somebody who lost their phone and their recovery codes. Make sure that it is {user.name} who asks.</p>
    <p>
      App, passkeys, recovery codes and trusted devices are removed, {user.name} is signed out everywhere (
      {pluralize(sessions, 'session')}) and is told by mail. The password alone signs in until a new second factor is
      set up.
    </p>
  </ConfirmAction>
)

export const Reactivate = ({ user, groups }: ActProps & { groups: string[] }) => (
  <ConfirmAction
    label="Reactivate"
    title={`Reactivate ${user.name}?`}
    confirmLabel="Reactivate"
    action={reactivateUserAction}
    input={{ userId: user.id }}
    successMessage={`${user.name} is active again.`}
  >
    <p>{user.name} can sign in again, with the same password as before.</p>
    <p>
      {groups.length
        ? 'These groups come back, with everything they grant: '
        : 'There are no groups to come back, so nothing is allowed until you choose some.'}
      {groups.length > 0 && <b className="font-medium text-ink">{groups.join(', ')}</b>}
    </p>
  </ConfirmAction>
)

export const DeletePerson = ({ company, user }: LinkedProps) => (
  <ConfirmAction
    inMenu
    variant="danger"
    icon={trash}
    label="Delete"
    title={`Delete ${user.name}?`}
    confirmLabel="Delete for good"
    confirmText={user.email}
    action={deleteUserAction}
    input={{ userId: user.id, confirmation: user.email }}
    successMessage={`${user.name} was deleted.`}
    redirectTo={paths.users(company)}
  >
    <p>The account, its groups, sessions, invitations and mail are removed and cannot be brought back.</p>
    <p>The audit log keeps what happened, without name and address.</p>
  </ConfirmAction>
)
