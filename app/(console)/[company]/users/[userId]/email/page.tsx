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
      <Alert title="This is you">
        You change your own email address in <TextLink href={paths.profile(company)}>your profile</TextLink>, where you
        prove the new one.
      </Alert>
    ) : hindrance ? (
      <NotAllowedNote title={`You cannot change the email address of ${user.name}`} reasons={[hindrance]} />
    ) : user.status !== 'active' ? (
      <Alert tone="warn" title={`${user.name} is ${user.status}`}>
        Only somebody who is active can be given another email address.{' '}
        <TextLink href={paths.user(company, user.id)}>Back to the person</TextLink>
      </Alert>
    ) : (
      <div className="grid max-w-2xl gap-5">
        {heldUntil && (
          <Alert tone="warn" title={`Somebody at the former mailbox of ${user.name} objected to the last change`}>
            What you decide here settles it: the former mailbox is told, and cannot object again. Talk to {user.name}{' '}
            first.
          </Alert>
        )}
        <MailOff>The mails are written to files on the server. Whoever runs it has to hand the link over.</MailOff>
        <Card>
          <CardHeader
            title="Let them confirm the new address"
            description={`A link goes to the new address. It takes effect once ${user.name} opens it, within 60 minutes.`}
          />
          <RequestEmailForm userId={user.id} mailed={mailIsOn()} />
        </Card>
        <Card>
          <CardHeader
            title="The old mailbox is gone"
            description="The new address takes effect at once, without proof. Both mailboxes are told, and the old one can object for 7 days."
          />
          <ReplaceEmailForm user={user} />
        </Card>
      </div>
    )}
  </Page>
))
