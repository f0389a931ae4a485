import { notFound } from 'next/navigation'
import { AuthFrame } from '@/components/shell/auth-frame'
import { Alert } from '@/components/ui/alert'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { mayReadOutbox } from '@/lib/platform/mail/dev-outbox'
import { knownBranding } from '../../known-branding'
import { requestPasswordResetAction } from '../../reset-actions'
import { ForgotPasswordForm } from './forgot-password-form'

export const metadata = { title: 'Forgotten password · Console' }

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
        !sent && `Enter the email address you use at ${company}. We mail you a link to choose a new password.`
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
        Your email address is the one that you had, everybody is signed out of your account, and the administrators
        know. Whoever asked for the change may know your password, so choose a new one now.
      </Alert>
    </div>
  )
}

async function Sent({ company }: { company: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="info" role="status">
        If somebody at {company} has this address, a mail with a link is on its way. The link is good for 60 minutes.
      </Alert>
      <p className="text-muted">
        No mail after a few minutes? Look among the unwanted mail, check the address and the company, and{' '}
        <TextLink href={paths.forgotPassword(company)}>ask once more</TextLink>. An administrator can see whether mail
        goes out.
      </p>
      {(await mayReadOutbox()) && (
        <p className="text-muted">
          Mail is off here: it is written to files, which{' '}
          <TextLink href={paths.writtenMail()}>you can read on this machine</TextLink>.
        </p>
      )}
    </div>
  )
}
