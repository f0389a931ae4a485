import { redirect } from 'next/navigation'
import { signOutAction } from '@/app/actions'
import {
  beginPasskeyVerificationAction,
  beginPasskeyRegistrationAction,
  verifyPasskeyAction,
  registerPasskeyAction,
} from '@/app/passkey-actions'
import {
  beginSecondFactorAction,
  confirmSecondFactorAction,
  stepUpAction,
  verifySecondFactorAction,
  viewStepUpMethodsAction,
} from '@/app/second-factor-actions'
import { AuthFrame } from '@/components/shell/auth-frame'
import { OtherCompany } from '@/components/shell/other-company'
import { StepUp } from '@/components/step-up/step-up'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { AppError } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import { firstOf, load } from '@/lib/operation/load'
import { OtherCompanyError } from '@/lib/operation/page-reader'
import { setResponseStatus } from '@/lib/platform/http/request-context'
import { viewSecondFactor } from '@/lib/second-factor/queries'
import { safeCallbackPath } from '@/lib/sessions/callback'
import { knownBranding } from '../../known-branding'
import { SecondFactorSteps } from './second-factor-steps'

export const metadata = { title: 'Two-factor authentication · Console' }

/** Between the password and everything else: shows the second factor, or sets one up where it is required. */
export default async function SecondFactorPage({ params, searchParams }: PageProps<'/[company]/second-factor'>) {
  const { company } = await params
  const { callbackUrl } = await firstOf(searchParams)
  const to = safeCallbackPath(callbackUrl, company)
  const loaded = await load(viewSecondFactor, params, searchParams)
  if (loaded.refusal) return explain(loaded.refusal, company, to)
  const { actor, data } = loaded
  return (
    <AuthFrame
      branding={await knownBranding(company)}
      reader={actor.userId}
      title={titleOf(data.demand)}
      description={<About {...data} company={actor.company.name} />}
      footer={<SignOut company={company} />}
    >
      <SecondFactorSteps
        demand={data.demand === 'second_factor' || data.demand === 'enrol' ? data.demand : undefined}
        hasApp={data.appSince !== null}
        hasPasskey={data.passkeys > 0}
        passkeyObstacle={data.passkeyObstacle}
        mayTrustDevice={data.mayTrustDevice}
        account={`${actor.email} at ${actor.company.name}`}
        to={to}
        verifyAction={verifySecondFactorAction}
        beginAction={beginSecondFactorAction}
        confirmAction={confirmSecondFactorAction}
        beginPasskeyVerificationAction={beginPasskeyVerificationAction}
        verifyPasskeyAction={verifyPasskeyAction}
        beginPasskeyAction={beginPasskeyRegistrationAction}
        registerPasskeyAction={registerPasskeyAction}
      />
      <StepUp
        stepUpMethodsAction={viewStepUpMethodsAction}
        stepUpAction={stepUpAction}
        beginPasskeyVerificationAction={beginPasskeyVerificationAction}
        verifyPasskeyAction={verifyPasskeyAction}
      />
    </AuthFrame>
  )
}

const titleOf = (demand?: string): string =>
  demand === 'second_factor'
    ? 'Confirm your identity'
    : demand === 'enrol'
      ? 'Set up two-factor authentication'
      : 'Two-factor authentication'

function About({ demand, deadline, company }: { demand?: string; deadline: Date | null; company: string }) {
  if (demand === 'second_factor')
    return 'One more step: verify with your passkey, authenticator app or a recovery code.'
  if (demand !== 'enrol') return null
  return (
    <>
      {company} requires two-factor authentication
      {deadline && (
        <>
          {' '}
          since <Time at={deadline} show="date" />
        </>
      )}
      . Set it up to continue.
    </>
  )
}

function SignOut({ company }: { company: string }) {
  return (
    <form action={signOutAction.bind(null, company)}>
      <Button type="submit" variant="ghost">
        Sign out
      </Button>
    </form>
  )
}

function explain(refusal: AppError, company: string, to: string) {
  if (refusal.code === 'unauthenticated') redirect(paths.companyLogin(company, { callbackUrl: to }))
  if (refusal.code === 'password_expired') redirect(paths.expiredPassword(company, { callbackUrl: to }))
  if (refusal instanceof OtherCompanyError) {
    if (refusal.currentSlug) redirect(paths.secondFactor(refusal.currentSlug))
    setResponseStatus(404)
    return (
      <main className="px-4 py-10">
        <OtherCompany signedIn={refusal.signedIn} asked={company} page={to} />
      </main>
    )
  }
  return (
    <AuthFrame title="This page cannot be opened" footer={<SignOut company={company} />}>
      <Alert tone="bad" role="alert" title={refusal.message} />
    </AuthFrame>
  )
}
