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
          <Alert tone="warn" title="Changes are locked">
            A change was reported from the previous address. Until <Time at={heldUntil} show="date" /> only an
            administrator can change it.
          </Alert>
        )}
        {change && (
          <Alert title="Waiting for confirmation">
            A link was sent to <b className="font-medium wrap-anywhere">{change.toEmail}</b>. It expires on{' '}
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
                successMessage={`A new link was sent to ${change.toEmail}. The old one no longer works.`}
              >
                Resend link
              </ActionButton>
              <ActionButton
                size="sm"
                variant="ghost"
                action={cancelUserEmailChangeAction}
                input={{ userId: id }}
                successMessage={`The email address of ${name} was not changed.`}
              >
                Cancel change
              </ActionButton>
            </>
          )}
          {heldUntil && (
            <ConfirmAction
              label="Unlock changes"
              size="sm"
              title={`Allow ${name} to change their email address?`}
              confirmLabel="Unlock changes"
              action={liftEmailHoldAction}
              input={{ userId: id }}
              successMessage={`${name} can change their email address again.`}
            >
              <p>
                A change of {name}’s email address was reported from the previous address. Talk to {name} first, because
                whoever requested the change may know their password.
              </p>
            </ConfirmAction>
          )}
        </div>
      </div>
    </Card>
  )
}
