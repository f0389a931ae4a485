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
    <div className="flex flex-wrap gap-2 @min-[42.5rem]/table:min-w-48 @min-[50rem]/table:flex-nowrap">
      {maySend && (
        <ActionButton
          action={resendInvitationAction}
          input={{ invitationId: id }}
          size={size}
          label={`Resend to ${email}`}
          successMessage={`${mailIsOn() ? `A new link was sent to ${email}` : `Email is off, so copy the new link for ${email}`}. The old one no longer works.`}
        >
          Resend
        </ActionButton>
      )}
      {maySend && (
        <ButtonLink size={size} href={paths.correctInvitation(company, id)}>
          Edit<VisuallyHidden> the invitation for {email}</VisuallyHidden>
        </ButtonLink>
      )}
      {maySend && status === 'pending' && <CopyLink invitationId={id} email={email} size={size} />}
      {mayCancel && (
        <ConfirmAction
          label={
            <span>
              Cancel<VisuallyHidden> the invitation for {email}</VisuallyHidden>
            </span>
          }
          variant="ghost"
          size={size}
          title={`Cancel the invitation for ${email}?`}
          confirmLabel="Cancel invitation"
          action={cancelInvitationAction}
          input={{ invitationId: id }}
          successMessage={`The invitation for ${email} was cancelled.`}
          redirectTo={afterCancelling}
        >
          <p>The link stops working immediately, and {email} is removed from the list of users.</p>
          <p>You can invite this address again.</p>
        </ConfirmAction>
      )}
    </div>
  )
}
