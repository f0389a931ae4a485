import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { SESSION_HOURS } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import type { EventData } from '../audit/events'
import type { Record, RequestFacts } from '../operation/define'
import { hashToken, newToken } from './tokens'

interface Beginning {
  scope: CompanyScope
  record: Record
  request: RequestFacts
}

/**
 * Begins a session and returns what the cookie will hold. Every way of signing in ends here, once everything that
 * has to be shown was shown: whatever is asked for beside a password or a link is asked for before this.
 */
export async function beginSession({ scope, record, request }: Beginning, userId: string, method: EventData['session.started']['method']) {
  const token = newToken()
  const { id } = await sessionsIn(scope).insert({
    userId,
    tokenHash: hashToken(token),
    expiresAt: new Date(Date.now() + SESSION_HOURS * 3_600_000),
    ip: request.ip,
    userAgent: request.userAgent,
  })
  await usersIn(scope).signedIn(userId)
  record('session.started', { method }, { actorId: userId, target: { type: 'session', id } })
  return { token, companyId: scope.companyId }
}
