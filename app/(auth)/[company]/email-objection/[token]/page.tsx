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

export const metadata = { title: 'Object to a new email address · Console' }

/** Looking uses nothing up: only the form does. */
export default async function EmailObjectionPage({ params }: PageProps<'/[company]/email-objection/[token]'>) {
  const { company, token } = await params
  const { data: change, suspended } = await loadPublic(openEmailObjection, { company, token })
  if (suspended) return <SuspendedSignIn {...suspended} />
  if (!change) {
    setResponseStatus(404)
    return (
      <DeadLink company={company}>
        A link to object works once and for 7 days, and ends when an administrator has decided. Nothing was changed.
      </DeadLink>
    )
  }
  const { name, from, to, requestedAt, effectiveAt } = change
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      title="You did not ask for this?"
      description={
        effectiveAt
          ? `The email address of ${name} at ${change.company.name} was changed.`
          : `Somebody asked to change the email address of ${name} at ${change.company.name}.`
      }
    >
      <LinkForm
        action={objectToEmailChangeAction}
        token={token}
        submitLabel={effectiveAt ? 'Put my address back' : 'Keep my address'}
        submitVariant="danger"
      >
        <DescriptionList
          stacked
          items={[
            { term: 'Your address', detail: from },
            { term: 'New address', detail: to },
            effectiveAt
              ? { term: 'Changed', detail: <Time at={effectiveAt} show="datetime" /> }
              : { term: 'Asked for', detail: <Time at={requestedAt} show="datetime" /> },
          ]}
        />
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {from} {effectiveAt ? 'is your address again' : 'stays your address'}.
          </li>
          <li>Everybody who is signed in to your account is signed out.</li>
          <li>For 7 days nobody but an administrator can change the address, and the administrators are told.</li>
        </ul>
      </LinkForm>
    </AuthFrame>
  )
}
