import { redirect } from 'next/navigation'
import { signOut } from '@/app/actions'
import { beginCheck, beginRegistration, checkPasskey, registerPasskey } from '@/app/passkey-actions'
import {
  beginSecondFactor,
  confirmSecondFactor,
  stepUp,
  verifySecondFactor,
  viewProofs,
} from '@/app/second-factor-actions'
import { AuthFrame } from '@/components/shell/auth-frame'
import { NotFound } from '@/components/shell/not-found'
import { StepUp } from '@/components/step-up/step-up'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { AppError } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import { firstOf, load } from '@/lib/operation/load'
import { OtherCompanyError } from '@/lib/operation/run'
import { answerWith } from '@/lib/platform/http/request-context'
import { viewSecondFactor } from '@/lib/second-factor/queries'
import { safeCallback } from '@/lib/sessions/callback'
import { Steps } from './steps'

export const metadata = { title: 'Second factor · Console' }

/** Between the password and everything else: shows the second factor, or sets one up where it is required. */
export default async function SecondFactorPage({ params, searchParams }: PageProps<'/[company]/second-factor'>) {
  const { company } = await params
  const { callbackUrl } = await firstOf(searchParams)
  const to = safeCallback(callbackUrl, company)
  const loaded = await load(viewSecondFactor, params, searchParams)
  if (loaded.refusal) return explain(loaded.refusal, company, to)
  const { actor, data } = loaded
  return (
    <AuthFrame
      title={titleOf(data.demand)}
      description={<About {...data} company={actor.company.name} />}
      footer={<SignOut company={company} />}
    >
      <Steps
        demand={data.demand === 'second_factor' || data.demand === 'enrol' ? data.demand : undefined}
        hasApp={data.appSince !== null}
        hasPasskey={data.passkeys > 0}
        passkeyObstacle={data.passkeyObstacle}
        mayTrustDevice={data.mayTrustDevice}
        account={`${actor.email} at ${actor.company.name}`}
        to={to}
        verifyAction={verifySecondFactor}
        beginAction={beginSecondFactor}
        confirmAction={confirmSecondFactor}
        beginCheckAction={beginCheck}
        checkAction={checkPasskey}
        beginPasskeyAction={beginRegistration}
        registerPasskeyAction={registerPasskey}
      />
      <StepUp
        proofsAction={viewProofs}
        stepUpAction={stepUp}
        beginCheckAction={beginCheck}
        checkAction={checkPasskey}
      />
    </AuthFrame>
  )
}

const titleOf = (demand?: string): string =>
  demand === 'second_factor'
    ? 'Confirm that it is you'
    : demand === 'enrol'
      ? 'Set up a second factor'
      : 'Second factor'

function About({ demand, deadline, company }: { demand?: string; deadline: Date | null; company: string }) {
  if (demand === 'second_factor') return 'That was right. Now your second factor.'
  if (demand !== 'enrol') return null
  return (
    <>
      {company} asks you for a second factor
      {deadline && (
        <>
          {' '}
          since <Time at={deadline} show="date" />
        </>
      )}
      . Nothing else can be opened before you have one.
    </>
  )
}

function SignOut({ company }: { company: string }) {
  return (
    <form action={signOut.bind(null, company)}>
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
    answerWith(404)
    return (
      <main className="px-4 py-10">
        <NotFound />
      </main>
    )
  }
  return (
    <AuthFrame title="This page cannot be shown" footer={<SignOut company={company} />}>
      <Alert tone="bad" role="alert" title={refusal.message} />
    </AuthFrame>
  )
}
