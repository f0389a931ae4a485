import { signOutAction } from '@/app/actions'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { TextLink } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { TimeLeft } from '@/components/ui/time-left'
import { paths } from '@/lib/kernel/paths'
import type { OperationResult } from '@/lib/operation/run'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import { mayRun } from '@/lib/permissions/may-run'
import { keepSecurity } from '@/lib/security/commands'
import { keepSecurityAction, revertSecurityAction } from './actions'

type Actor = OperationResult<unknown>['actor']

/** What a person should know wherever they are: that they need a second factor soon, or that settings are on trial. */
export function Notices({ actor }: { actor: Actor }) {
  const { assurance, security, trial, company } = actor
  const deadline = assurance.hasFactor ? null : secondFactorDeadline(security, assurance)
  const watches = trial && mayRun(actor, keepSecurity)
  if (!deadline && !watches) return null
  return (
    <div className="mb-6 flex flex-col gap-3">
      {watches && <TrialNotice trial={trial} fresh={assurance.beganAt > trial.since} company={company.slug} />}
      {deadline && deadline > new Date() && (
        <Alert
          tone="warn"
          role="note"
          title={
            <>
              Set up two-factor authentication by <Time at={deadline} show="datetime" />
            </>
          }
        >
          <p>
            After that, you must set it up before you can continue. It takes two minutes in{' '}
            <TextLink href={paths.profile(company.slug)}>your profile</TextLink>.
          </p>
        </Alert>
      )}
    </div>
  )
}

interface TrialNoticeProps {
  trial: { since: Date; until: Date }
  /** Who reads it has signed in since it began. */
  fresh: boolean
  company: string
}

function TrialNotice({ trial: { until }, fresh, company }: TrialNoticeProps) {
  return (
    <Alert
      tone="warn"
      role="note"
      title={
        <>
          Security settings are on trial for another <TimeLeft until={until.toISOString()} />
        </>
      }
    >
      <p>
        At <Time at={until} show="clock" /> the previous settings come back automatically.{' '}
        {fresh
          ? 'You have signed in with the new settings, so you can keep them.'
          : 'To keep the new settings, sign out and sign in again to make sure that you still can.'}{' '}
        <TextLink href={paths.security(company)}>See what changed</TextLink>
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {fresh ? (
          <ActionButton
            size="sm"
            variant="primary"
            action={keepSecurityAction}
            successMessage="The new security settings were kept."
          >
            Keep settings
          </ActionButton>
        ) : (
          <form action={signOutAction.bind(null, company)} data-sign-out>
            <Button type="submit" size="sm">
              Sign out to test them
            </Button>
          </form>
        )}
        <ConfirmAction
          label="Revert"
          size="sm"
          title="Revert to the previous security settings?"
          confirmLabel="Revert"
          action={revertSecurityAction}
          successMessage="The previous security settings are back in effect."
        >
          <p>The settings from before the trial take effect again immediately, for everybody.</p>
        </ConfirmAction>
      </div>
    </Alert>
  )
}
