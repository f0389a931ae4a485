import { inCompany } from '@/db/scope'
import { hashToken } from '@/lib/kernel/tokens'
import { actorBySession, type SessionActor } from '@/lib/operation/actor'
import { readSessionCookie } from '@/lib/platform/cookies/session-cookie'

/**
 * Who this browser is signed in as, for pages that are open to everybody and have to say so. Nothing but the person's own
 * name is read, and nothing may be done with it: what is done goes through an operation.
 */
export async function currentActor(): Promise<SessionActor | undefined> {
  const session = await readSessionCookie()
  return session && inCompany(session.companyId, scope => actorBySession(scope, hashToken(session.token)))
}
