import { Delivery } from '@/components/invitations/delivery'
import { InvitationBadge } from '@/components/invitations/invitation-badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { resendInvitation } from '@/lib/invitations/commands'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import type { viewUserPage } from '@/lib/users/queries'
import { InvitationActs } from '../../invitations/invitation-actions'

interface InvitationCardProps {
  actor: PermissionHolder
  company: string
  hindrances: { take?: string; give?: string }
  /** Nothing where somebody was marked as invited without an invitation. */
  invitation: OutputOf<typeof viewUserPage>['invitation']
}

/** How it stands with an invitation, and all that can be done while somebody is no more than invited. */
export function InvitationCard({ actor, company, invitation, hindrances }: InvitationCardProps) {
  if (!invitation) return null
  const { status, inviterName, sentAt, expiresAt } = invitation
  return (
    <Card>
      <CardHeader title="Invitation" actions={<InvitationBadge status={status} />} />
      <DescriptionList
        stacked
        items={[
          { term: 'Invited by', detail: inviterName ?? 'A deleted user' },
          { term: 'Sent', detail: <Time at={sentAt} /> },
          { term: status === 'expired' ? 'Expired' : 'Expires', detail: <Time at={expiresAt} show="datetime" /> },
          { term: 'Delivery', detail: <Delivery {...invitation} /> },
        ]}
      />
      {mayRun(actor, resendInvitation) && (
        <div className="mt-4">
          <InvitationActs
            company={company}
            invitation={invitation}
            maySend={!hindrances.give}
            mayCancel={!hindrances.take}
            afterCancelling={paths.invitations(company)}
          />
        </div>
      )}
    </Card>
  )
}
