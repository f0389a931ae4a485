import { actorsIn } from '@/db/repositories/actors'
import { inCompany } from '@/db/scope'
import { hashToken } from '@/lib/kernel/tokens'
import type { Actor } from '@/lib/operation/actor'
import { readSessionCookie } from '@/lib/platform/cookies/session-cookie'

/**
 * Who this browser is signed in as, for pages that are open to everybody and have to say so. Nothing but the person's own
 * name is read, and nothing may be done with it: what is done goes through an operation.
 */
export async function currentActor(): Promise<Actor | undefined> {
  const session = await readSessionCookie()
  return session && inCompany(session.companyId, scope => actorsIn(scope).bySession(hashToken(session.token)))
}
