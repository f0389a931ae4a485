import { companyIdBySlug, inCompany } from '@/db/scope'
import { hashToken } from '@/lib/kernel/tokens'
import { actorBySession, type SessionActor } from '@/lib/operation/actor'
import { readSessionCookies } from '@/lib/platform/cookies/session-cookie'

/**
 * Who this browser is signed in as at a company, for pages that are open to everybody and have to say so. Nothing but the person's own
 * name is read, and nothing may be done with it: what is done goes through an operation.
 */
export async function currentActor(slug: string): Promise<SessionActor | undefined> {
  const sessions = await readSessionCookies()
  const asked = sessions.length ? await companyIdBySlug(slug) : undefined
  const session = sessions.find(({ companyId }) => companyId === asked)
  return session && inCompany(session.companyId, scope => actorBySession(scope, hashToken(session.token)))
}
