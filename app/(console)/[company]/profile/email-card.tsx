import { MailOff } from '@/components/shell/mail-off'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import { mailIsOn } from '@/lib/platform/mail/transport'
import type { viewProfilePage } from '@/lib/profile/queries'
import { cancelEmailChangeAction, requestEmailChangeAction, resendEmailChangeAction } from './actions'
import { EmailForm } from './email-form'

type Profile = OutputOf<typeof viewProfilePage>

/** The address that somebody signs in by, and how they get another one. */
export function EmailCard({
  email,
  change,
  heldUntil,
}: {
  email: string
  change: Profile['emailChange']
  heldUntil: Profile['emailHeldUntil']
}) {
  return (
    <Card>
      <CardHeader
        title="Email address"
        description={
          <>
            You sign in with <span className="wrap-anywhere">{email}</span>.
          </>
        }
      />
      {change ? (
        <Pending change={change} />
      ) : heldUntil ? (
        <Alert tone="warn" title="Your email address cannot be changed now">
          The last change was reported from your previous address. Until <Time at={heldUntil} show="date" /> only an
          administrator can change it.
        </Alert>
      ) : (
        <EmailForm action={requestEmailChangeAction} mailed={mailIsOn()} />
      )}
    </Card>
  )
}

function Pending({ change: { toEmail, requestedBy, expiresAt } }: { change: NonNullable<Profile['emailChange']> }) {
  return (
    <div className="flex flex-col gap-4">
      <MailOff>
        The email with the link is written to a file on the server. Your Console operator has to pass it on.
      </MailOff>
      <Alert title="Confirm your new address">
        {requestedBy ? 'An administrator asked for it: a' : 'A'} link was sent to{' '}
        <b className="font-medium wrap-anywhere">{toEmail}</b>. It expires on <Time at={expiresAt} show="datetime" />.
        Your current address works until you open the link.
      </Alert>
      <div className="flex flex-wrap gap-2">
        <ActionButton
          size="sm"
          action={resendEmailChangeAction}
          successMessage={`A new link was sent to ${toEmail}. The old one no longer works.`}
        >
          Resend link
        </ActionButton>
        <ActionButton
          size="sm"
          variant="ghost"
          action={cancelEmailChangeAction}
          successMessage="Your email address was not changed."
        >
          Cancel change
        </ActionButton>
      </div>
    </div>
  )
}
