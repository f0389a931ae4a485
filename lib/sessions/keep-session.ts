import { brandingToken } from '@/lib/kernel/branding-token'
import { AppError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { callerOn } from '@/lib/operation/caller'
import type { RequestFacts } from '@/lib/operation/define'
import { requestFacts } from '@/lib/operation/request-facts'
import { execute } from '@/lib/operation/run'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { rememberDevice } from '@/lib/platform/cookies/device-cookie'
import { SESSIONS_KEPT } from '@/lib/platform/cookies/session-claims'
import { clearSessionCookie, writeSessionCookie } from '@/lib/platform/cookies/session-cookie'
import type { NewSession } from './begin-session'
import { signOut } from './commands'

/**
 * Puts what a sign-in began into the browser's cookies, beside the sessions of other companies. Of more companies than a browser
 * keeps, those that were signed in to first are signed out of: nobody could sign out of them any more. A session of the same
 * company ended with the sign-in (begin-session.ts).
 */
export async function keepSession({ token, companyId, deviceToken, company }: NewSession): Promise<void> {
  const request = await requestFacts()
  const others = request.sessions.filter(session => session.companyId !== companyId)
  await Promise.all(others.slice(SESSIONS_KEPT - 1).map(session => leave(session, request)))
  await writeSessionCookie({ token, companyId })
  if (deviceToken) await rememberDevice(deviceToken)
  await rememberCompany({ ...company, token: brandingToken(companyId) })
}

/** Removes the cookie of the session that this browser holds of a company, once that is over. */
export async function forgetSession(slug: string): Promise<void> {
  const { session } = await callerOn(slug)
  if (session) await clearSessionCookie(session.companyId)
}

async function leave(session: RequestFacts['sessions'][number], request: RequestFacts): Promise<void> {
  try {
    await execute(signOut, { session, request }, {})
  } catch (error) {
    // It was over already, or ends by itself within the hour; either way whoever has just signed in is signed in.
    if (!(error instanceof AppError && error.code === 'unauthenticated'))
      log.warn({ err: error, requestId: request.requestId }, 'A session of another company was not ended.')
  }
  await clearSessionCookie(session.companyId)
}
