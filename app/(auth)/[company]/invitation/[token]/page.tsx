import { AuthFrame } from '@/components/shell/auth-frame'
import { SuspendedSignIn } from '@/components/shell/suspended-sign-in'
import { ButtonLink } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/form/action-button'
import { Time } from '@/components/ui/time'
import { openInvitation } from '@/lib/invitations/queries'
import { paths } from '@/lib/kernel/paths'
import { loadPublic } from '@/lib/operation/load'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { currentActor } from '@/lib/sessions/current-actor'
import { AcceptForm } from './accept-form'
import { acceptInvitationAction, signOutHereAction } from './actions'

export const metadata = { title: 'Invitation · Console' }

/** Opening it uses nothing up: only the form does. Every link that cannot be used gets the same page. */
export default async function InvitationPage({ params }: PageProps<'/[company]/invitation/[token]'>) {
  const { company, token } = await params
  const { data: invitation, suspended } = await loadPublic(openInvitation, { company, token })
  if (suspended) return <SuspendedSignIn {...suspended} />
  if (!invitation) {
    setResponseStatus(404)
    return <Unusable company={company} />
  }
  const { companyName, inviterName, email, name, expiresAt, policy } = invitation
  const present = await currentActor(company)
  return (
    <AuthFrame
      title={`Join ${companyName}`}
      description={
        <>
          {inviterName ?? 'Somebody'} invites <b className="font-medium text-ink">{email}</b>. The invitation expires on{' '}
          <Time at={expiresAt} show="datetime" />.
        </>
      }
    >
      {present ? (
        <div className="flex flex-col gap-4">
          <p className="wrap-anywhere">
            You are signed in as <b className="font-medium">{present.name}</b> ({present.email}) at{' '}
            {present.company.name}. To accept this invitation as {email}, sign out first.
          </p>
          <div className="flex flex-wrap items-start gap-2">
            <ActionButton action={signOutHereAction} variant="primary">
              Sign out and continue
            </ActionButton>
            <ButtonLink href={paths.dashboard(present.company.slug)}>Stay signed in</ButtonLink>
          </div>
        </div>
      ) : (
        <AcceptForm
          action={acceptInvitationAction}
          token={token}
          email={email}
          name={name === email ? '' : name}
          company={{ slug: company, name: companyName }}
          policy={policy}
        />
      )}
    </AuthFrame>
  )
}

function Unusable({ company }: { company: string }) {
  return (
    <AuthFrame title="This invitation cannot be used">
      <div className="flex flex-col gap-3 text-muted">
        <p>It has expired, was cancelled or replaced by a newer one, or has already been accepted.</p>
        <p>
          If you have accepted it, sign in with your email address and password. If not, look for a newer email, or ask
          the person who invited you to resend the invitation.
        </p>
        <div className="mt-1">
          <ButtonLink
            variant="primary"
            href={/^[a-z0-9-]+$/.test(company) ? paths.companyLogin(company) : paths.login()}
          >
            Sign in
          </ButtonLink>
        </div>
      </div>
    </AuthFrame>
  )
}
