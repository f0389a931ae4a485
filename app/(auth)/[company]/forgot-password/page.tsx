import { notFound } from 'next/navigation'
import { AuthFrame } from '@/components/shell/auth-frame'
import { Alert } from '@/components/ui/alert'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { mayReadOutbox } from '@/lib/platform/mail/dev-outbox'
import { knownBranding } from '../../known-branding'
import { requestPasswordResetAction } from '../../reset-actions'
import { ForgotPasswordForm } from './forgot-password-form'

export const metadata = { title: 'Forgot password · Console' }

/** Looks the same for a company that does not exist, like the sign-in page. */
export default async function ForgotPasswordPage({ params, searchParams }: PageProps<'/[company]/forgot-password'>) {
  const { company } = await params
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(company)) notFound()
  const { notice } = await searchParams
  const sent = notice === 'sent'
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      title={sent ? 'Check your email' : notice === 'objected' ? 'Choose a new password' : 'Forgot your password?'}
      description={
        !sent && `Enter the email address you use at ${company}. We will email you a link to choose a new password.`
      }
      footer={<TextLink href={paths.companyLogin(company)}>Back to the sign-in page</TextLink>}
    >
      {notice === 'objected' && <Objected />}
      {sent ? <Sent company={company} /> : <ForgotPasswordForm action={requestPasswordResetAction} />}
    </AuthFrame>
  )
}

/** After an objection to another email address: whoever asked for that may know the password. */
function Objected() {
  return (
    <div className="mb-5">
      <Alert tone="info" role="status">
        Your email address is the same as before, all sessions of your account ended, and the administrators were
        notified. Whoever requested the change may know your password, so choose a new one now.
      </Alert>
    </div>
  )
}

async function Sent({ company }: { company: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="info" role="status">
        If somebody at {company} uses this address, we have sent an email with a link. The link is valid for 60 minutes.
      </Alert>
      <p className="text-muted">
        No email after a few minutes? Check your spam folder, check the address and the company, and{' '}
        <TextLink href={paths.forgotPassword(company)}>request another link</TextLink>. An administrator can see whether
        emails are being delivered.
      </p>
      {(await mayReadOutbox()) && (
        <p className="text-muted">
          Email is off on this installation. Messages are written to files that{' '}
          <TextLink href={paths.writtenMail()}>you can read on this machine</TextLink>.
        </p>
      )}
    </div>
  )
}
