import { ExemptionEnd } from '@/components/access/exemption-end'
import { DialogButton } from '@/components/ui/dialog'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { exemptionDays } from '@/lib/exemptions/days'
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
  /** The company's. */
  timeZone: string
}

/** Whether a second factor is required of a person, and the exception from it. Nothing where it is of no interest. */
export function Requirement({ user, secondFactor, requiredOfAll, mayGrant, mayEnd, timeZone }: RequirementProps) {
  const { hasFactor, exemptUntil, reason, groups } = secondFactor
  const exempt = exemptUntil !== null && exemptUntil > new Date()
  const required = requiredOfAll || groups.length > 0
  if (user.status !== 'active' || (!required && !exempt)) return null
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p className="text-muted">
        {required
          ? `Two-factor authentication is required ${requiredOfAll ? 'for everybody' : `by ${groups.join(', ')}`}. `
          : 'Two-factor authentication is not required at the moment. '}
        {user.name} {hasFactor ? 'uses it' : 'has not set it up yet'}.
      </p>
      {exempt && (
        <p className="mt-2 wrap-anywhere">
          Exception <ExemptionEnd until={exemptUntil} timeZone={timeZone} />: “{reason}”
        </p>
      )}
      {(mayGrant || mayEnd) && !hasFactor && (
        <div className="mt-3 flex flex-wrap gap-2">
          {mayGrant && (
            <DialogButton
              label={exempt ? 'Change exception' : 'Add exception'}
              size="sm"
              title={`Exception for ${user.name}`}
            >
              <p className="mb-4 text-muted">
                {user.name} can sign in without two-factor authentication until the end of the last day. The exception
                and its reason are recorded in the audit log.
              </p>
              <ExemptionForm userId={user.id} days={exemptionDays(timeZone)} timeZone={timeZone} />
            </DialogButton>
          )}
          {exempt && mayEnd && (
            <ConfirmAction
              label="End exception"
              size="sm"
              title="End this exception?"
              confirmLabel="End exception"
              action={endExemptionAction}
              input={{ userId: user.id }}
              successMessage="The exception has ended."
            >
              <p>
                {user.name} must set up two-factor authentication before they can continue, or by the end of the grace
                period if there is one.
              </p>
            </ConfirmAction>
          )}
        </div>
      )}
    </div>
  )
}
