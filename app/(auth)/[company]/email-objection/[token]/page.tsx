import { LinkForm } from '@/components/auth/link-form'
import { AuthFrame } from '@/components/shell/auth-frame'
import { DeadLink } from '@/components/shell/dead-link'
import { SuspendedSignIn } from '@/components/shell/suspended-sign-in'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { openEmailObjection } from '@/lib/email-change/public-commands'
import { loadPublic } from '@/lib/operation/load'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { objectToEmailChangeAction } from '../../../email-actions'
import { knownBranding } from '../../../known-branding'

export const metadata = { title: 'Report an email address change · Console' }

/** Looking uses nothing up: only the form does. */
export default async function EmailObjectionPage({ params }: PageProps<'/[company]/email-objection/[token]'>) {
  const { company, token } = await params
  const { data: change, suspended } = await loadPublic(openEmailObjection, { company, token })
  if (suspended) return <SuspendedSignIn {...suspended} />
  if (!change) {
    setResponseStatus(404)
    return (
      <DeadLink company={company}>
        A link to report a change works once and expires after 7 days, or as soon as an administrator has decided.
        Nothing was changed.
      </DeadLink>
    )
  }
  const { name, from, to, requestedAt, effectiveAt } = change
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      title="Report this change"
      description={
        effectiveAt
          ? `The email address of ${name} at ${change.company.name} was changed.`
          : `Somebody requested to change the email address of ${name} at ${change.company.name}.`
      }
    >
      <LinkForm
        action={objectToEmailChangeAction}
        token={token}
        submitLabel={effectiveAt ? 'Restore my address' : 'Keep my address'}
        submitVariant="danger"
      >
        <DescriptionList
          stacked
          items={[
            { term: 'Your address', detail: from },
            { term: 'New address', detail: to },
            effectiveAt
              ? { term: 'Changed', detail: <Time at={effectiveAt} show="datetime" /> }
              : { term: 'Requested', detail: <Time at={requestedAt} show="datetime" /> },
          ]}
        />
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {from} {effectiveAt ? 'is your address again' : 'stays your address'}.
          </li>
          <li>All sessions of your account end.</li>
          <li>For 7 days only an administrator can change the address. The administrators are notified.</li>
        </ul>
      </LinkForm>
    </AuthFrame>
  )
}
