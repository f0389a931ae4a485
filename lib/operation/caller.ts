import { companyIdBySlug, inCompany } from '@/db/scope'
import { brandingToken } from '@/lib/kernel/branding-token'
import { COMPANY_HEADER } from '@/lib/kernel/company-header'
import { AppError } from '@/lib/kernel/errors'
import { hashToken } from '@/lib/kernel/tokens'
import { rememberedCompanies } from '@/lib/platform/cookies/company-cookie'
import { actorBySession } from './actor'
import { requestFacts } from './request-facts'
import type { Caller } from './run'

type Session = NonNullable<Caller['session']>

/**
 * Who calls from a page: of the sessions that the browser holds, that of the page's company. Where it holds none of that company, one
 * of another, with which the operation refuses; which one does not depend on whether there is such a company.
 * @param slug of the company in the address
 * @param reader whom the page says that it was drawn for; undefined where it does not say
 */
export async function callerOn(slug: string, reader?: string): Promise<Caller> {
  const request = await requestFacts()
  return { session: await sessionFor(slug, request.sessions), slug, reader, request }
}

/**
 * Who calls the API from a browser.
 * @param company what the header `Console-Company` says, which a browser needs that is signed in to several companies
 * @throws AppError `company_required` where it does not say which
 */
export async function apiCaller(company: string | null): Promise<Caller> {
  if (company !== null) return callerOn(company)
  const request = await requestFacts()
  const [session, another] = request.sessions
  if (another)
    throw new AppError(
      'company_required',
      `This browser is signed in to several companies. Name one in the header ${COMPANY_HEADER}, by its slug.`,
    )
  return { session, request }
}

async function sessionFor(slug: string, sessions: readonly Session[]): Promise<Session | undefined> {
  // With a single one there is nothing to choose: the operation compares its company with the page's.
  if (sessions.length < 2) return sessions[0]
  const remembered = (await rememberedCompanies()).find(company => company.slug === slug)?.token
  const known = sessions.find(({ companyId }) => brandingToken(companyId) === remembered)
  if (known) return known
  const asked = await companyIdBySlug(slug)
  return sessions.find(({ companyId }) => companyId === asked) ?? firstLive(sessions)
}

/** The first that is still good: what ended elsewhere does not hide it. */
async function firstLive(sessions: readonly Session[]): Promise<Session | undefined> {
  for (const session of sessions) {
    const { token, companyId } = session
    // One after the other: most often the first one is.
    // oxlint-disable-next-line no-await-in-loop
    if (await inCompany(companyId, scope => actorBySession(scope, hashToken(token)))) return session
  }
  return sessions[0]
}
