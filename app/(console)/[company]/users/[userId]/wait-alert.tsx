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
        Signing in is held back{' '}
        {until ? (
          <>
            until <Time at={until} show="datetime" />
          </>
        ) : (
          'until somebody ends it'
        )}{' '}
        after {failures} failures
      </>
    }
  >
    <p>
      {user.name} can still sign in on a device that they used before. If it was not they who tried, somebody may be
      guessing.
    </p>
    {mayLift && (
      <div className="mt-3">
        <ActionButton
          action={liftThrottleAction}
          input={{ userId: user.id }}
          size="sm"
          successMessage={`${user.name} can try again at once.`}
        >
          End the wait
        </ActionButton>
      </div>
    )}
  </Alert>
)
