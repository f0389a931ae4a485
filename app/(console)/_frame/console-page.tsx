import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { chooseThemeAction, signOutAction } from '@/app/actions'
import { beginPasskeyVerificationAction, verifyPasskeyAction } from '@/app/passkey-actions'
import { stepUpAction, viewStepUpMethodsAction } from '@/app/second-factor-actions'
import { readTheme } from '@/app/theme'
import type { Place } from '@/components/shell/navigation'
import { NotFound } from '@/components/shell/not-found'
import { OtherCompany } from '@/components/shell/other-company'
import { Page } from '@/components/shell/page'
import { Resend } from '@/components/shell/resend'
import { Unavailable } from '@/components/shell/unavailable'
import { SignInAgain } from '@/components/sign-in-again/sign-in-again'
import { StepUp } from '@/components/step-up/step-up'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { logoPath } from '@/lib/kernel/branding-token'
import { ForbiddenError, type AppError } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import type { Operation } from '@/lib/operation/define'
import { firstOf, load, type PageParams, type SearchParams } from '@/lib/operation/load'
import { OtherCompanyError } from '@/lib/operation/page-reader'
import type { OperationResult } from '@/lib/operation/run'
import { isSuspended } from '@/lib/operation/suspension'
import { signedInCompanies } from '@/lib/platform/cookies/signed-in-companies'
import { setResponseStatus, requestContext } from '@/lib/platform/http/request-context'
import { requestedPath } from '@/lib/sessions/callback'
import { Notices } from './notices'
import { OutsideNetwork } from './outside-network'
import { RefusedPage } from './refused'
import { searchReader } from './search-reader'
import { Shell } from './shell'
import { SuspendedCompany } from './suspended'

type Actor = OperationResult<unknown>['actor']

export interface PageView<O> {
  /** Who is asking; `can(actor, …)` decides what is shown. */
  actor: Actor
  /** The slug, for paths. */
  company: string
  data: O
  /** The query string as asked, the first of repeated parameters. */
  query: Record<string, string | undefined>
}

interface PageProps {
  params: PageParams
  searchParams: SearchParams
}

/**
 * A page of the console: one query, and what to show of it. The frame is part of the page, not of a
 * layout, so that the navigation is always as true as the page; a refusal takes the page's place
 * with its own HTTP status.
 * @param ownRefusal what a page says of refusals of its own; undefined leaves it to what all say
 */
export function consolePage<I extends z.ZodType, O extends z.ZodType, P>(
  operation: Operation<I, O, P>,
  current: Place | undefined,
  render: (view: PageView<z.output<O>>) => ReactNode,
  ownRefusal: (refusal: AppError, actor: Actor) => ReactNode | undefined = () => undefined,
) {
  return async function ConsolePage({ params, searchParams }: PageProps) {
    const { company = '' } = await params
    const loaded = await load(operation, params, searchParams)
    if (loaded.refusal) leaveIfElsewhere(loaded.refusal, company)
    if (!loaded.actor) return <main className="px-4 py-10">{explain(loaded.refusal, company)}</main>
    const { actor } = loaded
    return (
      <Shell
        company={{ ...actor.company, logo: logoPath(actor.company) }}
        viewer={{
          id: actor.userId,
          name: actor.name,
          email: actor.email,
          title: actor.title,
          permissions: actor.permissions,
        }}
        searcher={searchReader(actor)}
        current={current}
        theme={readTheme(await cookies())}
        themeAction={chooseThemeAction}
        signOutAction={signOutAction.bind(null, actor.company.slug)}
        otherCompanies={await otherCompanies(actor.company.slug)}
        notices={<Notices actor={actor} />}
      >
        {loaded.refusal
          ? (ownRefusal(loaded.refusal, actor) ?? explain(loaded.refusal, actor.company.slug))
          : render({ actor, company: actor.company.slug, data: loaded.data, query: await firstOf(searchParams) })}
        <SignInAgain email={actor.email} />
        <Resend />
        <StepUp
          stepUpMethodsAction={viewStepUpMethodsAction}
          stepUpAction={stepUpAction}
          beginPasskeyVerificationAction={beginPasskeyVerificationAction}
          verifyPasskeyAction={verifyPasskeyAction}
        />
      </Shell>
    )
  }
}

/** Where else this browser is signed in. */
const otherCompanies = async (current: string) => (await signedInCompanies()).filter(({ slug }) => slug !== current)

/** Signed out, or at a former address of one's own company: the way on. */
function leaveIfElsewhere(refusal: AppError, company: string): void {
  const page = requestedPath(requestContext().url)
  if (refusal.code === 'unauthenticated') redirect(paths.companyLogin(company, { callbackUrl: page }))
  if (refusal.code === 'second_factor_required' || refusal.code === 'enrolment_required')
    redirect(paths.secondFactor(company, { callbackUrl: page }))
  if (refusal.code === 'password_expired') redirect(paths.expiredPassword(company, { callbackUrl: page }))
  if (!(refusal instanceof OtherCompanyError)) return
  if (refusal.currentSlug) redirect(page.replace(`/${company}`, `/${refusal.currentSlug}`))
  setResponseStatus(404)
}

function explain(refusal: AppError, company: string): ReactNode {
  if (refusal instanceof ForbiddenError)
    return <RefusedPage permission={refusal.permission} {...refusal.help} company={company} />
  if (isSuspended(refusal)) return <SuspendedCompany {...refusal.details} company={company} />
  if (refusal.code === 'network_not_allowed') return <OutsideNetwork company={company} ip={requestContext().ip} />
  if (refusal.code === 'unavailable' || refusal.code === 'busy') return <Unavailable />
  if (refusal.code === 'not_found') return <NotFound href={paths.dashboard(company)} label="Back to the dashboard" />
  if (refusal instanceof OtherCompanyError)
    return <OtherCompany signedIn={refusal.signedIn} asked={company} page={requestedPath(requestContext().url)} />
  const { pathname, searchParams } = new URL(requestContext().url, 'http://console.invalid')
  for (const field of Object.keys(refusal.fields ?? {})) searchParams.delete(field)
  return (
    <Page title="This address is not valid">
      <Alert tone="bad" role="alert" title={refusal.fields ? 'Part of the address is not valid.' : refusal.message}>
        {Object.values(refusal.fields ?? {}).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Alert>
      <div>
        <ButtonLink href={searchParams.size ? `${pathname}?${searchParams}` : pathname}>
          {searchParams.size ? 'Remove it and continue' : 'Reset the page'}
        </ButtonLink>
      </div>
    </Page>
  )
}
