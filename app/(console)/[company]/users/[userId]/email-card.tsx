import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'
import { cancelUserEmailChangeAction, liftEmailHoldAction, resendUserEmailChangeAction } from './actions'

type Data = OutputOf<typeof viewUserPage>

/** For who may give a person another address: how it stands with a change, and where it begins. */
export function UserEmailCard({
  user: { id, name, email },
  change,
  heldUntil,
}: {
  user: Data['user']
  change: Data['emailChange']
  heldUntil: Data['emailHeldUntil']
}) {
  return (
    <Card>
      <CardHeader title="Email address" />
      <div className="flex flex-col items-start gap-3">
        <p className="text-muted wrap-anywhere">
          {name} signs in with {email}.
        </p>
        {heldUntil && (
          <Alert tone="warn" title="An objection holds it">
            Somebody at the former mailbox objected to a change. Until <Time at={heldUntil} show="date" /> only an
            administrator can change it.
          </Alert>
        )}
        {change && (
          <Alert title="A change waits to be confirmed">
            A link was sent to <b className="font-medium wrap-anywhere">{change.toEmail}</b>. It is good until{' '}
            <Time at={change.expiresAt} show="datetime" />.
          </Alert>
        )}
        <div className="flex flex-wrap gap-2">
          {change && (
            <>
              <ActionButton
                size="sm"
                action={resendUserEmailChangeAction}
                input={{ userId: id }}
                successMessage={`A new link to ${change.toEmail} is on its way; the old one no longer works.`}
              >
                Send the link again
              </ActionButton>
              <ActionButton
                size="sm"
                variant="ghost"
                action={cancelUserEmailChangeAction}
                input={{ userId: id }}
                successMessage={`The email address of ${name} stays as it is.`}
              >
                Cancel the change
              </ActionButton>
            </>
          )}
          {heldUntil && (
            <ConfirmAction
              label="Lift the hold"
              size="sm"
              title={`Let ${name} change their email address again?`}
              confirmLabel="Lift the hold"
              action={liftEmailHoldAction}
              input={{ userId: id }}
              successMessage={`${name} can change their email address again.`}
            >
              <p>
                Somebody at the former mailbox of {name} said that they did not ask for a change. Talk to {name} first:
                whoever asked for it may know their password.
              </p>
            </ConfirmAction>
          )}
        </div>
      </div>
    </Card>
  )
}
