import { AuthFrame } from '@/components/shell/auth-frame'
import { DeadLink } from '@/components/shell/dead-link'
import { SuspendedSignIn } from '@/components/shell/suspended-sign-in'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { loadPublic } from '@/lib/operation/load'
import { openPasswordReset } from '@/lib/password-reset/commands'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { knownBranding } from '../../../known-branding'
import { resetPasswordAction } from '../../../reset-actions'
import { ResetPasswordForm } from './reset-password-form'

export const metadata = { title: 'Choose a new password · Console' }

/** Looking uses nothing up: only the form does. One page for every link that is not good, whatever the reason. */
export default async function ResetPasswordPage({ params }: PageProps<'/[company]/reset-password/[token]'>) {
  const { company, token } = await params
  const { data: person, suspended } = await loadPublic(openPasswordReset, { company, token })
  if (suspended) return <SuspendedSignIn {...suspended} />
  if (!person) {
    setResponseStatus(404)
    return (
      <DeadLink company={company} again={{ label: 'Request a new link', href: paths.forgotPassword }}>
        A password reset link works once, expires after 60 minutes and is replaced when a newer one is sent. Nothing was
        changed.
      </DeadLink>
    )
  }
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      title="Choose a new password"
      description={`For ${person.email} at ${person.company.name}. You will be signed out everywhere and can then sign in with the new password.`}
      footer={<TextLink href={paths.companyLogin(company)}>Back to the sign-in page</TextLink>}
    >
      <ResetPasswordForm action={resetPasswordAction} token={token} person={person} />
    </AuthFrame>
  )
}
