import { Alert } from '@/components/ui/alert'
import { ActionButton } from '@/components/ui/form/action-button'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'
import { liftThrottleAction } from './actions'

interface WaitAlertProps {
  user: { id: string; name: string }
  /** Without an end where `until` is null. */
  wait: NonNullable<OutputOf<typeof viewUserPage>['wait']>
  mayLift: boolean
}

/** That signing in is held back after failures, and the way to end it. */
export const WaitAlert = ({ user, wait: { until, failures }, mayLift }: WaitAlertProps) => (
  <Alert
    tone="warn"
    title={
      <>
        Sign-in is blocked{' '}
        {until ? (
          <>
            until <Time at={until} show="datetime" />
          </>
        ) : (
          'until somebody unblocks it'
        )}{' '}
        after {failures} failed attempts
      </>
    }
  >
    <p>
      {user.name} can still sign in on a device they have used before. If these attempts were not theirs, somebody may
      be guessing their password.
    </p>
    {mayLift && (
      <div className="mt-3">
        <ActionButton
          action={liftThrottleAction}
          input={{ userId: user.id }}
          size="sm"
          successMessage={`${user.name} can sign in again.`}
        >
          Unblock sign-in
        </ActionButton>
      </div>
    )}
  </Alert>
)
