import type { z } from 'zod'
import { ButtonLink } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { pencil, x } from '@/components/ui/icons'
import { Menu, MenuLine, MenuLink } from '@/components/ui/menu'
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
  /** In a row of a list: what is done most is a button, and the rest is in a menu. */
  inRow?: boolean
}

/** Exactly what can be done with an invitation that is still open; with another, nothing. */
export function InvitationActs({
  company,
  invitation,
  afterCancelling,
  maySend,
  mayCancel,
  inRow,
}: InvitationActsProps) {
  const { id, email, status } = invitation
  if (status !== 'pending' && status !== 'expired') return null
  const resend = maySend && (
    <ActionButton
      action={resendInvitationAction}
      input={{ invitationId: id }}
      size={inRow ? 'sm' : undefined}
      label={`Resend to ${email}`}
      successMessage={`${mailIsOn() ? `A new link was sent to ${email}` : `Email is off, so copy the new link for ${email}`}. The old one no longer works.`}
    >
      Resend
    </ActionButton>
  )
  const editHref = paths.correctInvitation(company, id)
  const edit = (
    <>
      Edit<VisuallyHidden> the invitation for {email}</VisuallyHidden>
    </>
  )
  const copyLink = maySend && status === 'pending' && <CopyLink invitationId={id} email={email} inMenu={inRow} />
  const cancel = mayCancel && (
    <ConfirmAction
      inMenu={inRow}
      icon={inRow ? x : undefined}
      label={
        <span>
          {/* By itself, it would seem to be about the menu. */}
          {inRow ? 'Cancel the invitation' : 'Cancel'}
          <VisuallyHidden>
            {!inRow && ' the invitation'} for {email}
          </VisuallyHidden>
        </span>
      }
      variant={inRow ? 'danger' : 'ghost'}
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
  )
  if (!inRow)
    return (
      <div className="flex flex-wrap gap-2">
        {resend}
        {maySend && <ButtonLink href={editHref}>{edit}</ButtonLink>}
        {copyLink}
        {cancel}
      </div>
    )
  if (!maySend && !mayCancel) return null
  return (
    <div className="flex items-center justify-end gap-1">
      {resend}
      <Menu label={`More actions for ${email}`}>
        {copyLink}
        {maySend && (
          <MenuLink icon={pencil} href={editHref}>
            {edit}
          </MenuLink>
        )}
        {maySend && mayCancel && <MenuLine />}
        {cancel}
      </Menu>
    </div>
  )
}
