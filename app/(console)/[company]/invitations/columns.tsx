import { GroupNames } from '@/components/access/group-names'
import { Delivery } from '@/components/invitations/delivery'
import { InvitationBadge } from '@/components/invitations/invitation-badge'
import { columnLabels } from '@/components/shell/column-labels'
import { Link } from '@/components/ui/link'
import type { Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { listInvitationsPage } from '@/lib/invitations/queries'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
import type { OutputOf } from '@/lib/operation/define'
import { InvitationActs } from './invitation-actions'

type Invitation = OutputOf<typeof listInvitationsPage>['invitations'][number]

export function invitationColumns(
  company: string,
  /** Those that the reader chose; null for all. */
  chosen: readonly ColumnOf<'invitations'>[] | null,
  personHref?: (userId: string) => string,
): Column<Invitation>[] {
  const labels = columnLabels.invitations
  const optional: Record<ColumnOf<'invitations'>, Column<Invitation>> = {
    status: { header: labels.status, phone: 'first-end', cell: invitation => <Status invitation={invitation} /> },
    groups: {
      header: labels.groups,
      hideBelow: 'lg',
      width: 'medium',
      phone: 'hidden',
      cell: ({ userId, groups }) =>
        userId ? (
          <GroupNames names={groups.map(group => group.name)} />
        ) : (
          // They were those of the person, with whom they are gone.
          <span className="text-muted">No longer kept</span>
        ),
    },
    'invited-by': {
      header: labels['invited-by'],
      hideBelow: 'md',
      width: 'small',
      phone: 'hidden',
      cell: ({ inviterName, sentAt }) => (
        <>
          {inviterName ? (
            <span title={inviterName}>{inviterName}</span>
          ) : (
            <span className="text-muted">A deleted user</span>
          )}
          <small>
            <Time at={sentAt} />
          </small>
        </>
      ),
    },
    delivery: {
      header: labels.delivery,
      width: 'medium',
      wrap: true,
      phone: 'second',
      cell: invitation => <Delivery {...invitation} />,
    },
  }
  return [
    {
      header: 'Person',
      rowHeader: true,
      width: 'large',
      cell: invitation => (
        <Invitee invitation={invitation} href={invitation.userId ? personHref?.(invitation.userId) : undefined} />
      ),
    },
    ...(chosen ?? listColumns.invitations).map(column => optional[column]),
    {
      header: 'Actions',
      hideHeader: true,
      align: 'end',
      phone: 'second-end',
      cell: invitation => <Acts company={company} invitation={invitation} />,
    },
  ]
}

function Invitee({ invitation: { name, email }, href }: { invitation: Invitation; href?: string }) {
  const shown = name ?? email
  return (
    <>
      {href ? (
        <Link href={href} className="name-link" title={shown}>
          {shown}
        </Link>
      ) : (
        <span title={shown}>{shown}</span>
      )}
      {shown !== email && <small title={email}>{email}</small>}
    </>
  )
}

/** The status with the moment that it is about. */
function Status({ invitation: { status, expiresAt, acceptedAt, cancelledAt } }: { invitation: Invitation }) {
  const at = acceptedAt ?? cancelledAt ?? expiresAt
  return (
    <>
      <InvitationBadge status={status} />
      <small>
        {status === 'pending' && 'until '}
        <Time at={at} show="date" />
      </small>
    </>
  )
}

/** What cannot be done by the reader is not offered; the page above says whom to ask. */
function Acts({ company, invitation }: { company: string; invitation: Invitation }) {
  const { opensMore, opensMoreOfConsole } = invitation
  return (
    <>
      <InvitationActs
        company={company}
        invitation={invitation}
        maySend={!opensMore}
        mayCancel={!opensMoreOfConsole}
        inRow
      />
      {opensMore && <small>Grants permissions you do not have.</small>}
    </>
  )
}
