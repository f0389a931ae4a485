import { brandingToken } from '@/lib/kernel/branding-token'
import { AppError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { requestFacts } from '@/lib/operation/request-facts'
import { execute } from '@/lib/operation/run'
import { rememberCompany } from '@/lib/platform/cookies/company-cookie'
import { rememberDevice } from '@/lib/platform/cookies/device-cookie'
import { writeSessionCookie } from '@/lib/platform/cookies/session-cookie'
import type { NewSession } from './begin-session'
import { signOut } from './commands'

/**
 * Puts what a sign-in began into the browser's cookies. A session of another company that it held ends there: nobody
 * could sign out of it any more. One of the same company ended with the sign-in (begin-session.ts).
 */
export async function keepSession({ token, companyId, deviceToken, company }: NewSession): Promise<void> {
  await leaveOtherCompany(companyId)
  await writeSessionCookie({ token, companyId })
  if (deviceToken) await rememberDevice(deviceToken)
  await rememberCompany({ ...company, token: brandingToken(companyId) })
}

async function leaveOtherCompany(companyId: string): Promise<void> {
  const request = await requestFacts()
  const { presentSession: session } = request
  if (!session || session.companyId === companyId) return
  try {
    await execute(signOut, { session, request }, {})
  } catch (error) {
    // It was over already, or ends by itself within the hour; either way whoever has just signed in is signed in.
    if (!(error instanceof AppError && error.code === 'unauthenticated'))
      log.warn({ err: error, requestId: request.requestId }, 'A session of another company was not ended.')
  }
}
