import { redirect } from 'next/navigation'
import { signOutAction } from '@/app/actions'
import { PasswordForm } from '@/components/profile/password-form'
import { AuthFrame } from '@/components/shell/auth-frame'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/kernel/paths'
import { firstOf, load } from '@/lib/operation/load'
import { viewPasswordPolicy } from '@/lib/profile/queries'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { changeExpiredPasswordAction } from '../../expired-password-actions'
import { knownBranding } from '../../known-branding'

export const metadata = { title: 'New password · Console' }

/** Between signing in and everything else, where the company's policy lets passwords expire. */
export default async function ExpiredPasswordPage({ params, searchParams }: PageProps<'/[company]/expired-password'>) {
  const { company } = await params
  const { callbackUrl } = await firstOf(searchParams)
  const to = safeCallbackPath(callbackUrl, company)
  const loaded = await load(viewPasswordPolicy, params, searchParams)
  if (loaded.refusal?.code === 'unauthenticated') redirect(paths.companyLogin(company, { callbackUrl: to }))
  // Whatever else is asked for, the page that was wanted leads there.
  if (loaded.refusal) redirect(to)
  const { actor, data } = loaded
  if (!data.expired) redirect(to)
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      reader={actor.userId}
      title="Choose a new password"
      description={`Passwords at ${actor.company.name} expire after ${data.policy.expiryDays === 1 ? '1 day' : `${data.policy.expiryDays} days`}, and yours has expired. Choose a new one to continue.`}
      footer={
        <form action={signOutAction.bind(null, company)}>
          <Button type="submit" variant="ghost">
            Sign out
          </Button>
        </form>
      }
    >
      <PasswordForm
        action={changeExpiredPasswordAction}
        email={actor.email}
        policy={data.policy}
        words={[actor.name, actor.email, actor.company.name, actor.company.slug]}
        to={to}
      />
    </AuthFrame>
  )
}
