import { DialogButton } from '@/components/ui/dialog'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { Time } from '@/components/ui/time'
import { lastExemptionDay } from '@/lib/exemptions/input'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'
import { endExemptionAction } from './actions'
import { ExemptionForm } from './exemption-form'

interface RequirementProps {
  user: OutputOf<typeof viewUserPage>['user']
  secondFactor: OutputOf<typeof viewUserPage>['requirement']
  /** The company requires one of everybody. */
  requiredOfAll: boolean
  /** The reader may grant exceptions, and this is not their own page. */
  mayGrant: boolean
  /** … or end them. */
  mayEnd: boolean
}

/** Whether a second factor is required of a person, and the exception from it. Nothing where it is of no interest. */
export function Requirement({ user, secondFactor, requiredOfAll, mayGrant, mayEnd }: RequirementProps) {
  const { hasFactor, exemptUntil, reason, groups } = secondFactor
  const exempt = exemptUntil !== null && exemptUntil > new Date()
  const required = requiredOfAll || groups.length > 0
  if (user.status !== 'active' || (!required && !exempt)) return null
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p className="text-muted">
        {required
          ? `A second factor is required ${requiredOfAll ? 'of everybody' : `by ${groups.join(', ')}`}; `
          : 'No second factor is required at present; '}
        {user.name} {hasFactor ? 'has one' : 'has none yet'}.
      </p>
      {exempt && (
        <p className="mt-2 wrap-anywhere">
          Exception until <Time at={exemptUntil} show="datetime" />: “{reason}”
        </p>
      )}
      {(mayGrant || mayEnd) && !hasFactor && (
        <div className="mt-3 flex flex-wrap gap-2">
          {mayGrant && (
            <DialogButton
              label={exempt ? 'Change the exception' : 'Make an exception'}
              size="sm"
              title={`An exception for ${user.name}`}
            >
              <p className="mb-4 text-muted">
                {user.name} can do without a second factor until the end of the last day. It is recorded with its
                reason.
              </p>
              <ExemptionForm userId={user.id} lastDay={lastExemptionDay()} />
            </DialogButton>
          )}
          {exempt && mayEnd && (
            <ConfirmAction
              label="End it"
              size="sm"
              title="End the exception?"
              confirmLabel="End it"
              action={endExemptionAction}
              input={{ userId: user.id }}
              successMessage="The exception has ended."
            >
              <p>
                {user.name} is asked to set up a second factor at the next click, unless there are days of grace left.
              </p>
            </ConfirmAction>
          )}
        </div>
      )}
    </div>
  )
}
