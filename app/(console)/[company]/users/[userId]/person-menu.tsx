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
    confirmLabel="Send link"
    action={sendPasswordResetAction}
    input={{ userId: user.id }}
    successMessage={
      mailIsOn()
        ? `An email was sent to ${user.email}.`
        : `The email to ${user.email} was written to a file on the server.`
    }
  >
    <MailOff>
      The email with the link is written to a file on the server. Your Console operator has to pass it on. Nobody else
      should see the link.
    </MailOff>
    <p>
      Use this when {user.name} has forgotten their password. An email with a link is sent to {user.email}. The link
      works once and expires after 60 minutes. Earlier links stop working.
    </p>
    <p>The current password works until {user.name} chooses a new one. All their sessions then end.</p>
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
      {pluralize(sessions, 'session')} {sessions === 1 ? 'ends' : 'end'} immediately. Unsaved work on those devices is
      lost. {user.name} can sign in again.
    </p>
  </ConfirmAction>
)

export const ResetSecondFactor = ({ user, sessions }: SessionsProps) => (
  <ConfirmAction
    inMenu
    variant="danger"
    icon={shield}
    label="Reset two-factor authentication"
    title={`Reset two-factor authentication for ${user.name}?`}
    confirmLabel="Reset two-factor authentication"
    action={resetSecondFactorAction}
    input={{ userId: user.id }}
    successMessage={`Two-factor authentication was reset for ${user.name}.`}
  >
    <p>
      Use this when {user.name} has lost their device and their recovery codes. First make sure that the request really
      comes from them.
    </p>
    <p>
      The authenticator app, passkeys, recovery codes and trusted devices are removed. {user.name} is signed out
      everywhere ({pluralize(sessions, 'session')}) and notified by email. Until they set it up again, their password
      alone is enough to sign in.
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
    <p>{user.name} can sign in again with the same password as before.</p>
    <p>
      {groups.length
        ? 'They get these groups and their permissions back: '
        : 'They are not in any group, so they have no permissions until you add them to one.'}
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
    confirmLabel="Delete permanently"
    confirmText={user.email}
    action={deleteUserAction}
    input={{ userId: user.id, confirmation: user.email }}
    successMessage={`${user.name} was deleted.`}
    redirectTo={paths.users(company)}
  >
    <p>Their profile, groups, sessions, invitations and emails are permanently removed.</p>
    <p>The audit log keeps what happened, without their name and address.</p>
  </ConfirmAction>
)
