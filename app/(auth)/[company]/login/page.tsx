import { notFound } from 'next/navigation'
import { beginPasskeySignInAction, signInWithPasskeyAction } from '@/app/passkey-actions'
import { DemoCard } from '@/components/auth/demo-card'
import { AuthFrame } from '@/components/shell/auth-frame'
import { Alert } from '@/components/ui/alert'
import { TextLink } from '@/components/ui/link'
import { demoSignIn } from '@/lib/kernel/demo'
import { lookup } from '@/lib/kernel/lookup'
import { paths } from '@/lib/kernel/paths'
import { requestFacts } from '@/lib/operation/request-facts'
import { executePublic } from '@/lib/operation/run'
import { hasUsedPasskey } from '@/lib/platform/cookies/passkey-cookie'
import { passkeyObstacle } from '@/lib/second-factor/passkey-support'
import { viewSignInMethods } from '@/lib/sign-in/queries'
import { signInAction } from '../../actions'
import { requestSignInCodeAction, signInWithCodeAction } from '../../code-actions'
import { knownBranding } from '../../known-branding'
import { SignInMethods } from './sign-in-methods'

export const metadata = { title: 'Sign in · Console' }

const notices: Record<string, string> = {
  'signed-out': 'You are signed out.',
  'password-changed': 'Your password was changed. Sign in with the new one.',
  'email-changed': 'Your new email address is confirmed. Sign in with it now.',
}

/** Looks for a company that does not exist as for one that chose nothing: the address tells nothing. */
export default async function CompanyLoginPage({ params, searchParams }: PageProps<'/[company]/login'>) {
  const { company } = await params
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(company)) notFound()
  const { callbackUrl, notice } = await searchParams
  const said = typeof notice === 'string' ? lookup(notices, notice) : undefined
  const wanted = typeof callbackUrl === 'string' ? callbackUrl : undefined
  const demo = demoSignIn(company)
  const methods = await executePublic(viewSignInMethods, await requestFacts(), { company })
  const branding = await knownBranding(company)
  return (
    <AuthFrame
      branding={branding}
      title={`Sign in to ${branding?.name ?? company}`}
      footer={
        <>
          <TextLink href={paths.login()}>Sign in to another company</TextLink>
          {demo && methods.password && (
            <div className="mt-5">
              <DemoCard demo={demo} action={signInAction} callbackUrl={wanted} />
            </div>
          )}
        </>
      }
    >
      {said && (
        <div className="mb-5">
          <Alert tone="info">{said}</Alert>
        </div>
      )}
      <SignInMethods
        methods={methods}
        passkeyObstacle={passkeyObstacle()}
        passkeyUsed={await hasUsedPasskey()}
        callbackUrl={wanted}
        signInAction={signInAction}
        requestSignInCodeAction={requestSignInCodeAction}
        codeAction={signInWithCodeAction}
        beginPasskeyAction={beginPasskeySignInAction}
        passkeyAction={signInWithPasskeyAction}
      />
      {methods.password && (
        <p className="mt-4 text-center">
          <TextLink href={paths.forgotPassword(company)}>Forgot your password?</TextLink>
        </p>
      )}
    </AuthFrame>
  )
}
