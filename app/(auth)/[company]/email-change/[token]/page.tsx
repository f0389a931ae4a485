import { LinkForm } from '@/components/auth/link-form'
import { AuthFrame } from '@/components/shell/auth-frame'
import { DeadLink } from '@/components/shell/dead-link'
import { SuspendedSignIn } from '@/components/shell/suspended-sign-in'
import { openEmailChange } from '@/lib/email-change/public-commands'
import { loadPublic } from '@/lib/operation/load'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { confirmEmailChangeAction } from '../../../email-actions'
import { knownBranding } from '../../../known-branding'

export const metadata = { title: 'Confirm your email address · Console' }

/** Looking uses nothing up: only the form does. */
export default async function EmailChangePage({ params }: PageProps<'/[company]/email-change/[token]'>) {
  const { company, token } = await params
  const { data: change, suspended } = await loadPublic(openEmailChange, { company, token })
  if (suspended) return <SuspendedSignIn {...suspended} />
  if (!change) {
    setResponseStatus(404)
    return (
      <DeadLink company={company}>
        A confirmation link works once, expires after 60 minutes and is replaced when a newer one is sent. Nothing was
        changed.
      </DeadLink>
    )
  }
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      title="Confirm your email address"
      description={`${change.email} becomes the email address of ${change.name} at ${change.company.name}.`}
    >
      <LinkForm action={confirmEmailChangeAction} token={token} submitLabel="Confirm this address">
        <p>
          From then on you sign in with this address. Your password, passkeys and two-factor authentication stay the
          same. You are signed out everywhere except in this browser.
        </p>
      </LinkForm>
    </AuthFrame>
  )
}
