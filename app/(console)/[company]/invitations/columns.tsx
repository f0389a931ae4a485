import { Delivery } from '@/components/invitations/delivery'
import { InvitationBadge } from '@/components/invitations/invitation-badge'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import type { Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { listInvitationsPage } from '@/lib/invitations/queries'
import type { OutputOf } from '@/lib/operation/define'
import { InvitationActs } from './invitation-actions'

type Invitation = OutputOf<typeof listInvitationsPage>['invitations'][number]

export const invitationColumns = (company: string, personHref?: (userId: string) => string): Column<Invitation>[] => [
  {
    header: 'Person',
    rowHeader: true,
    cell: invitation => (
      <Invitee invitation={invitation} href={invitation.userId ? personHref?.(invitation.userId) : undefined} />
    ),
  },
  { header: 'Status', cell: invitation => <Status invitation={invitation} /> },
  {
    header: 'Groups',
    hideBelow: 'lg',
    onCards: true,
    cell: ({ userId, groups }) => <Groups names={userId ? groups.map(group => group.name) : undefined} />,
  },
  {
    header: 'Invited by',
    hideBelow: 'md',
    cell: ({ inviterName, sentAt }) => (
      <>
        {inviterName ?? <span className="text-muted">A deleted user</span>}
        <span className="block text-[0.8125rem] text-muted">
          <Time at={sentAt} />
        </span>
      </>
    ),
  },
  { header: 'Delivery', cell: invitation => <Delivery {...invitation} /> },
  { header: 'Actions', hideHeader: true, cell: invitation => <Acts company={company} invitation={invitation} /> },
]

function Invitee({ invitation: { name, email }, href }: { invitation: Invitation; href?: string }) {
  const shown = name ?? email
  return (
    <span className="block min-w-0 py-0.5">
      {href ? (
        <Link href={href} className="name-link">
          {shown}
        </Link>
      ) : (
        <span className="wrap-anywhere">{shown}</span>
      )}
      {shown !== email && <span className="block text-[0.8125rem] font-normal text-muted wrap-anywhere">{email}</span>}
    </span>
  )
}

/** The status with the moment that it is about. */
function Status({ invitation: { status, expiresAt, acceptedAt, cancelledAt } }: { invitation: Invitation }) {
  const at = acceptedAt ?? cancelledAt ?? expiresAt
  return (
    <>
      <InvitationBadge status={status} />
      <span className="mt-0.5 block text-[0.8125rem] text-muted">
        {status === 'pending' && 'until '}
        <Time at={at} show="date" />
      </span>
    </>
  )
}

/** What cannot be done by the reader is not offered; the page above says whom to ask. */
function Acts({ company, invitation }: { company: string; invitation: Invitation }) {
  const { opensMore, opensMoreOfConsole } = invitation
  return (
    <>
      <InvitationActs company={company} invitation={invitation} maySend={!opensMore} mayCancel={!opensMoreOfConsole} />
      {opensMore && <span className="mt-1 block text-[0.8125rem] text-muted">Grants permissions you do not have.</span>}
    </>
  )
}

/** They were those of the person, with whom they are gone. */
function Groups({ names }: { names?: string[] }) {
  if (!names) return <span className="text-muted">No longer kept</span>
  if (!names.length) return <span className="text-muted">None</span>
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {names.map(name => (
        <Badge key={name}>{name}</Badge>
      ))}
    </span>
  )
}
