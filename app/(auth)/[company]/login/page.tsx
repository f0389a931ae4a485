import { notFound } from 'next/navigation'
import { AuthFrame } from '@/components/shell/auth-frame'
import { Alert } from '@/components/ui/alert'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/paths'
import { signIn } from '../../actions'
import { SignInForm } from './sign-in-form'

export const metadata = { title: 'Sign in · Console' }

const notices: Record<string, string> = {
  'signed-out': 'You are signed out.',
  'password-changed': 'Your password was changed. Sign in with the new one.',
}

/** Looks the same for a company that does not exist: the address tells nothing. */
export default async function CompanyLoginPage({ params, searchParams }: PageProps<'/[company]/login'>) {
  const { company } = await params
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(company)) notFound()
  const { callbackUrl, notice } = await searchParams
  const said = typeof notice === 'string' ? notices[notice] : undefined
  return (
    <AuthFrame
      title={`Sign in to ${company}`}
      footer={<TextLink href={paths.login()}>Sign in to another company</TextLink>}
    >
      {said && (
        <div className="mb-5">
          <Alert tone="info">{said}</Alert>
        </div>
      )}
      <SignInForm action={signIn} callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : undefined} />
      <p className="mt-4 text-center">
        <TextLink href={paths.forgotPassword(company)}>Forgotten your password?</TextLink>
      </p>
    </AuthFrame>
  )
}
