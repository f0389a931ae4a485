import type { z } from 'zod'
import { ButtonLink, type ButtonSize } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { invitationOutput } from '@/lib/invitations/output'
import { paths } from '@/lib/kernel/paths'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { cancelInvitationAction, resendInvitationAction } from './actions'
import { CopyLink } from './copy-link'

interface InvitationActsProps {
  /** Its slug. */
  company: string
  invitation: Pick<z.output<typeof invitationOutput>, 'id' | 'email' | 'status'>
  /** Where to go when the invitation, and its person with it, is gone. */
  afterCancelling?: string
  /** The reader holds what it opens. */
  maySend: boolean
  /** … of Console's own. */
  mayCancel: boolean
  size?: ButtonSize
}

/** Exactly what can be done with an invitation that is still open; with another, nothing. */
export function InvitationActs({
  company,
  invitation: { id, email, status },
  afterCancelling,
  maySend,
  mayCancel,
  size = 'sm',
}: InvitationActsProps) {
  if (status !== 'pending' && status !== 'expired') return null
  return (
    <div className="flex flex-wrap gap-2">
      {maySend && (
        <ActionButton
          action={resendInvitationAction}
          input={{ invitationId: id }}
          size={size}
          label={`Resend to ${email}`}
          successMessage={`${mailIsOn() ? `A new link is on its way to ${email}` : `Copy the new link for ${email}, as mail is off`}; the old one no longer works.`}
        >
          Resend
        </ActionButton>
      )}
      {maySend && (
        <ButtonLink size={size} href={paths.correctInvitation(company, id)}>
          Correct<VisuallyHidden> the invitation of {email}</VisuallyHidden>
        </ButtonLink>
      )}
      {maySend && status === 'pending' && <CopyLink invitationId={id} email={email} size={size} />}
      {mayCancel && (
        <ConfirmAction
          label={
            <span>
              Cancel<VisuallyHidden> the invitation of {email}</VisuallyHidden>
            </span>
          }
          variant="ghost"
          size={size}
          title={`Cancel the invitation of ${email}?`}
          confirmLabel="Cancel invitation"
          action={cancelInvitationAction}
          input={{ invitationId: id }}
          successMessage={`The invitation of ${email} is cancelled.`}
          redirectTo={afterCancelling}
        >
          <p>
            The link stops working at once, and {email} is gone from the list of users together with the groups chosen
            for them.
          </p>
          <p>You can invite the same address again.</p>
        </ConfirmAction>
      )}
    </div>
  )
}
