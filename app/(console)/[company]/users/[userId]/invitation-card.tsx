import { Delivery } from '@/components/invitations/delivery'
import { InvitationBadge } from '@/components/invitations/invitation-badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'

interface InvitationCardProps {
  /** Nothing where somebody was marked as invited without an invitation. */
  invitation: OutputOf<typeof viewUserPage>['invitation']
}

/** How it stands with an invitation; what can be done stands in the header of the page. */
export function InvitationCard({ invitation }: InvitationCardProps) {
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
    </Card>
  )
}
