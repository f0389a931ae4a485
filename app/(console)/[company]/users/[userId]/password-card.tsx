import { MailOff } from '@/components/shell/mail-off'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { sendPasswordResetAction } from './actions'

/** Nobody sets the password of somebody else: the person chooses it by a link in their own mailbox. */
export function PasswordCard({ user }: { user: { id: string; name: string; email: string } }) {
  return (
    <Card>
      <CardHeader title="Password" />
      <p className="mb-3 text-muted">For somebody who forgot it. Nobody but {user.name} can choose a new one.</p>
      <ConfirmAction
        label="Send a link for a new password"
        size="sm"
        title={`Send ${user.name} a link for a new password?`}
        confirmLabel="Send the link"
        action={sendPasswordResetAction}
        input={{ userId: user.id }}
        successMessage={
          mailIsOn()
            ? `A mail to ${user.email} is on its way.`
            : `The mail to ${user.email} was written to a file on the server.`
        }
      >
        <MailOff>
          The mail with the link is written to a file on the server. Whoever runs it has to hand it over: nobody else
          may see the link.
        </MailOff>
        <p>
          A mail goes to {user.email} with a link that is good for 60 minutes and one use. An earlier link stops
          working.
        </p>
        <p>The present password works until a new one is chosen; then {user.name} is signed out everywhere.</p>
      </ConfirmAction>
    </Card>
  )
}
