import { consolePage } from '@/app/(console)/_frame/console-page'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { createGroup } from '@/lib/groups/commands'
import { reviewImport } from '@/lib/imports/commands'
import { newInvitation } from '@/lib/invitations/queries'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { reactivateUser } from '@/lib/users/commands'
import { InviteForm } from './invite-form'

export default consolePage(newInvitation, 'users', ({ actor, company, data: { groups, groupTotal, days } }) => {
  const mayRead = can(actor, 'users:read')
  return (
    <Page
      title="Invite people"
      description="Each person gets an email with a link to set a password and join."
      breadcrumbs={[
        ...(mayRead ? [{ label: 'Users', href: paths.users(company) }] : []),
        { label: 'Invitations', href: paths.invitations(company) },
      ]}
    >
      <MailOff>Invitations are created but not emailed. You get a link for each person to share with them.</MailOff>
      <InviteForm
        groups={groups}
        groupTotal={groupTotal}
        days={days}
        mayReactivate={mayRun(actor, reactivateUser)}
        mayCreateGroup={mayRun(actor, createGroup)}
        mayImport={mayRun(actor, reviewImport)}
        mailOff={!mailIsOn()}
      />
    </Page>
  )
})
