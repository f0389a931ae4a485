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
              Set up a second factor by <Time at={deadline} show="datetime" />
            </>
          }
        >
          <p>
            From then on, signing in leads to setting one up and nowhere else. It takes two minutes in{' '}
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
        At <Time at={until} show="clock" /> the former ones return by themselves.{' '}
        {fresh
          ? 'You have signed in under the new ones, so you can keep them.'
          : 'To keep them, sign out and sign in again: that shows that they let you in.'}{' '}
        <TextLink href={paths.security(company)}>What changes</TextLink>
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {fresh ? (
          <ActionButton
            size="sm"
            variant="primary"
            action={keepSecurityAction}
            successMessage="The new security settings stay."
          >
            Keep them
          </ActionButton>
        ) : (
          <form action={signOutAction.bind(null, company)} data-sign-out>
            <Button type="submit" size="sm">
              Sign out to try them
            </Button>
          </form>
        )}
        <ConfirmAction
          label="Revert"
          size="sm"
          title="Take the new security settings back?"
          confirmLabel="Revert"
          action={revertSecurityAction}
          successMessage="The former security settings hold again."
        >
          <p>What held before the trial holds again at once, for everybody.</p>
        </ConfirmAction>
      </div>
    </Alert>
  )
}
