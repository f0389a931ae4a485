import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { ExportMenu } from '@/components/shell/export-menu'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { mail, uploadIcon, userPlus } from '@/components/ui/icons'
import { newerOlder, Pager } from '@/components/ui/pager'
import { DataTable } from '@/components/ui/table'
import { listImportsPage } from '@/lib/imports/queries'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { formatList } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import { can } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { listUsersPage } from '@/lib/users/queries'
import { PeopleTabs } from '../users/people-tabs'
import { invitationColumns } from './columns'
import { JustInvited } from './just-invited'

const statuses = [
  { value: '', label: 'Any status' },
  { value: 'pending', label: 'Pending' },
  { value: 'expiring', label: 'Expires within 3 days' },
  { value: 'expired', label: 'Expired' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'cancelled', label: 'Cancelled' },
]

export default consolePage(
  listInvitationsPage,
  'users',
  ({ actor, company, data, query: { q, status, cursor, limit } }) => {
    const filters = { q, status, limit }
    const unfiltered = paths.invitations(company)
    const inviteButton = (
      <ButtonLink variant="primary" icon={userPlus} href={paths.invite(company)}>
        Invite people
      </ButtonLink>
    )
    return (
      <Page
        title="Invitations"
        wide
        description="Who was invited, by whom, and whether the invitation was delivered."
        actions={
          <>
            {mayRun(actor, listImportsPage) && !mayRun(actor, listUsersPage) && (
              <ButtonLink icon={uploadIcon} href={paths.imports(company)}>
                Import
              </ButtonLink>
            )}
            <ExportMenu href={format => paths.exportInvitations(company, { q, status, format })} />
            {inviteButton}
          </>
        }
      >
        <div className="flex items-center gap-2">
          <PeopleTabs actor={actor} company={company} current="invitations" />
          <ViewsAndColumns
            list="invitations"
            href={unfiltered}
            query={filters}
            views={data.views}
            columns={data.columns}
          />
        </div>
        <JustInvited mailOff={!mailIsOn()} />
        <MailOff>Invitations are created but not emailed. Copy each link and share it with the person.</MailOff>
        <FilterChips
          action={unfiltered}
          label="Filter invitations"
          found={q || status ? `${formatTotal(data.total)} found` : ''}
          search={{ name: 'q', label: 'Search by name or email', placeholder: 'Name or email', value: q }}
          controls={[
            {
              kind: 'choice',
              name: 'status',
              label: 'Status',
              value: status,
              shown: statuses.find(({ value }) => value === status)?.label,
              options: statuses,
            },
          ]}
          query={filters}
        />
        {data.invitations.some(invitation => invitation.opensMore) && data.helpers.length > 0 && (
          <NotAllowedNote
            title="Some of these invitations grant permissions you do not have"
            reasons={[`${formatList(data.helpers, 'or')} can resend and cancel them.`]}
          />
        )}
        <DataTable
          caption="Invitations"
          columns={invitationColumns(
            company,
            data.columns,
            can(actor, 'users:read') ? id => paths.user(company, id) : undefined,
          )}
          rows={data.invitations}
          rowKey={invitation => invitation.id}
          empty={
            cursor ? (
              <EmptyState
                title="No invitations on this page"
                action={<ButtonLink href={paths.invitations(company, filters)}>First page</ButtonLink>}
              />
            ) : q || status ? (
              <EmptyState
                title="No invitation matches"
                action={<ButtonLink href={unfiltered}>Clear filters</ButtonLink>}
              >
                Try the beginning of a name or email address, or choose another status.
              </EmptyState>
            ) : (
              <EmptyState icon={mail} title="Nobody has been invited yet" action={inviteButton}>
                People you invite get an email with a link to set a password and join.
              </EmptyState>
            )
          }
        />
        <Pager
          shown={data.invitations.length}
          total={data.total}
          size={{
            current: Number(limit ?? 25),
            href: size => paths.invitations(company, { ...filters, limit: size }),
          }}
          firstHref={data.previous && paths.invitations(company, filters)}
          previousHref={data.previous && paths.invitations(company, { ...filters, cursor: data.previous })}
          nextHref={data.next && paths.invitations(company, { ...filters, cursor: data.next })}
          labels={newerOlder}
        />
      </Page>
    )
  },
)
