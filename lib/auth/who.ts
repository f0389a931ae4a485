import { actorsIn, type Actor } from '@/db/repositories/actors'
import { inCompany } from '@/db/scope'
import { readSessionCookie } from './cookie'
import { hashToken } from './tokens'

/**
 * Who this browser is signed in as, for pages that are open to everybody and have to say so. Nothing but the person's own
 * name is read, and nothing may be done with it: what is done goes through an operation.
 */
export async function whoIsSignedIn(): Promise<Actor | undefined> {
  const session = await readSessionCookie()
  return session && inCompany(session.companyId, scope => actorsIn(scope).bySession(hashToken(session.token)))
}
