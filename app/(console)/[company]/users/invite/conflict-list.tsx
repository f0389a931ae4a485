'use client'

import { ActionButton } from '@/components/ui/form/action-button'
import { useCompany } from '@/components/ui/form/run-action'
import { TextLink } from '@/components/ui/link'
import type { AddressConflict } from '@/lib/invitations/address-conflict'
import { paths } from '@/lib/kernel/paths'
import { resendInvitationAction } from '../../invitations/actions'

const words: Record<AddressConflict['status'], string> = {
  active: 'is already a user',
  invited: 'has already been invited',
  inactive: 'is inactive',
}

/** What stands in the way of each address, and what can be done instead. */
export function ConflictList({ taken, mayReactivate }: { taken: AddressConflict[]; mayReactivate: boolean }) {
  const company = useCompany()
  return (
    <ul className="flex flex-col gap-2">
      {taken.map(({ email, status, invitationId, userId }) => (
        <li key={email} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 wrap-anywhere">
            <b className="font-medium">{email}</b> {words[status]}.
          </span>
          {invitationId && (
            <ActionButton
              action={resendInvitationAction}
              input={{ invitationId }}
              size="sm"
              label={`Resend to ${email}`}
              successMessage={`A new link for ${email} was created. The old one no longer works.`}
            >
              Resend
            </ActionButton>
          )}
          {userId && (
            <TextLink href={paths.user(company, userId)}>
              {status === 'inactive' && mayReactivate ? 'Reactivate' : 'Open'}
              <span className="sr-only"> {email}</span>
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  )
}
