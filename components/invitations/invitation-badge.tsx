import type { z } from 'zod'
import { Badge, type Tone } from '@/components/ui/badge'
import type { invitationOutput } from '@/lib/invitations/output'

type InvitationStatus = z.output<typeof invitationOutput>['status']

const looks: Record<InvitationStatus, { tone: Tone; label: string }> = {
  pending: { tone: 'info', label: 'Pending' },
  expired: { tone: 'warn', label: 'Expired' },
  accepted: { tone: 'good', label: 'Accepted' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
}

export function InvitationBadge({ status }: { status: InvitationStatus }) {
  const { tone, label } = looks[status]
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}
