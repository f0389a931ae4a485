import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { editEmail } from '@/lib/users/email-queries'
import { ReplaceEmailForm } from './replace-email-form'
import { RequestEmailForm } from './request-email-form'

export default consolePage(editEmail, 'users', ({ company, data: { user, own, heldUntil, hindrance } }) => (
  <Page
    title="Change email address"
    description={`${user.name} signs in with ${user.email}.`}
    breadcrumbs={[
      { label: 'Users', href: paths.users(company) },
      { label: user.name, href: paths.user(company, user.id) },
    ]}
  >
    {own ? (
      <Alert title="This is your own address">
        You change your own email address in <TextLink href={paths.profile(company)}>your profile</TextLink>, where you
        confirm the new one.
      </Alert>
    ) : hindrance ? (
      <NotAllowedNote title={`You cannot change the email address of ${user.name}`} reasons={[hindrance]} />
    ) : user.status !== 'active' ? (
      <Alert tone="warn" title={`${user.name} is ${user.status}`}>
        Only active people can get a new email address.{' '}
        <TextLink href={paths.user(company, user.id)}>Back to profile</TextLink>
      </Alert>
    ) : (
      <div className="grid max-w-2xl gap-5">
        {heldUntil && (
          <Alert tone="warn" title={`The last change was reported from the previous address of ${user.name}`}>
            Your decision is final. The previous address is notified and cannot report the change again. Talk to{' '}
            {user.name} first.
          </Alert>
        )}
        <MailOff>Emails are written to files on the server. Your Console operator has to pass the link on.</MailOff>
        <Card>
          <CardHeader
            title="Send a confirmation link"
            description={`The change takes effect when ${user.name} opens the link sent to the new address within 60 minutes.`}
          />
          <RequestEmailForm userId={user.id} mailed={mailIsOn()} />
        </Card>
        <Card>
          <CardHeader
            title="Change it without confirmation"
            description="For when the old mailbox is gone. The new address takes effect immediately. Both addresses are notified, and the old one can report the change for 7 days."
          />
          <ReplaceEmailForm user={user} />
        </Card>
      </div>
    )}
  </Page>
))
