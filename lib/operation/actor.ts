import { actorsIn, type ActivePerson, type SignedInPerson } from '@/db/repositories/actors'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { readTimeZone } from '@/lib/kernel/time-zone'

/** Who acts, and by what way, with everything that they may do at this moment. */
export type Actor = SessionActor | SystemActor

/** Somebody at a browser. */
export interface SessionActor extends SignedInPerson {
  via: 'session'
  /** By whose clock they read: the one that they chose, else their browser's, else the company's. */
  timeZone: string
}

/** Console, doing later what somebody asked for: with that person's permissions, and without their session. */
export interface SystemActor extends ActivePerson {
  via: 'system'
  timeZone: string
}

/**
 * The active person behind a live session; undefined where there is none.
 * @param browserTimeZone where their browser says that it is; null where it does not say
 */
export async function actorBySession(
  scope: CompanyScope,
  tokenHash: string,
  browserTimeZone: string | null = null,
): Promise<SessionActor | undefined> {
  const person = await actorsIn(scope).bySession(tokenHash)
  return person && { ...person, via: 'session', ...clocksOf(person, browserTimeZone) }
}

/** Kept by name, and another version may have stored one that this process does not know: then it is UTC. */
function clocksOf({ ownTimeZone, company }: ActivePerson, browserTimeZone: string | null) {
  const companys = readTimeZone(company.timeZone) ?? 'UTC'
  const timeZone = ownTimeZone ? (readTimeZone(ownTimeZone) ?? 'UTC') : (browserTimeZone ?? companys)
  return { timeZone, company: { ...company, timeZone: companys } }
}

/** Console on behalf of a person, with the permissions that they have now; undefined where they are not active any more. */
export async function actorOnBehalfOf(scope: CompanyScope, userId: string): Promise<SystemActor | undefined> {
  const person = await actorsIn(scope).byUser(userId)
  return person && { ...person, via: 'system', ...clocksOf(person, null) }
}

/**
 * The actor as somebody at a browser, for what has to do with their own session.
 * @throws AppError `session_required` for everybody else
 */
export function requireSession(actor: Actor): SessionActor {
  if (actor.via === 'session') return actor
  throw new AppError('session_required', 'Only a person who is signed in can do this.')
}
