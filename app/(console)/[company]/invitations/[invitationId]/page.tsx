import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { editInvitation } from '@/lib/invitations/queries'
import { paths } from '@/lib/kernel/paths'
import { CorrectInvitationForm } from './correct-invitation-form'

export default consolePage(editInvitation, 'users', ({ company, data: { invitation, person, hindrance } }) => (
  <Page
    title="Edit invitation"
    description={`When you save, a new link is sent to ${invitation.email} and the old one stops working.`}
    breadcrumbs={[{ label: 'Invitations', href: paths.invitations(company) }]}
  >
    {hindrance ? (
      <NotAllowedNote title={`You cannot edit the invitation for ${invitation.email}`} reasons={[hindrance]} />
    ) : (
      <>
        <MailOff>The new link is created but not emailed. Copy it and share it with the person.</MailOff>
        <Card className="max-w-2xl">
          <CorrectInvitationForm
            invitationId={invitation.id}
            email={invitation.email}
            name={person.name === invitation.email ? '' : person.name}
            version={person.version}
          />
        </Card>
      </>
    )}
  </Page>
))
