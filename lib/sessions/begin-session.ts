import { actorsIn } from '@/db/repositories/actors'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import type { SessionMethod } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { rememberKnownDevice, findKnownDevice } from '@/lib/devices/known-device'
import { readSecuritySettings } from '@/lib/kernel/security-settings'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import type { RecordEvent, RequestFacts } from '@/lib/operation/define'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import './events'

const HOUR_MS = 3_600_000

/** docs/security.md: the second factor has to follow the password within five minutes. */
const PENDING_MS = 5 * 60_000

/** What a browser is to keep of a sign-in. */
export interface NewSession {
  token: string
  companyId: string
  /** For the cookie by which this browser is known the next time; not while it is not known yet. */
  deviceToken?: string
  /** The second factor is still to come. */
  pending: boolean
  /** For this browser to offer by its name the next time. */
  company: { slug: string; name: string }
}

interface Begin {
  scope: CompanyScope
  record: RecordEvent
  request: RequestFacts
  userId: string
  method: SessionMethod
}

/**
 * Begins the session of somebody who has just proved who they are: the one place where sessions come from. Whether
 * it is pending depends on the person's factors, their device and the company. A new device is a notice to its person.
 * It takes the place of the one that the browser held in this company.
 */
export async function beginSession({ scope, record, request, userId, method }: Begin): Promise<NewSession> {
  const { security, assurance, company } = await actorsIn(scope).assuranceOf(userId)
  const settings = readSecuritySettings(security)
  const known = await findKnownDevice(scope, userId, request)
  const facts = { userAgent: request.userAgent, ip: request.ip }

  // Whoever has the passkey has shown two factors: the device, and what unlocks it.
  const strong = method === 'passkey'
  const required = secondFactorDeadline(settings, assurance) !== null
  const trusted =
    settings.trustedDevices && !required && Boolean(known?.trustedUntil && known.trustedUntil > new Date())
  const pending = assurance.hasFactor && !strong && !trusted
  // Half a sign-in makes no known device: each would have tries of its own at the second factor.
  const device = pending ? known : await rememberKnownDevice(scope, userId, request)
  const token = newToken()
  const { id, ended } = await sessionsIn(scope).insert({
    userId,
    tokenHash: hashToken(token),
    expiresAt: new Date(Date.now() + (pending ? PENDING_MS : settings.sessions.absoluteHours * HOUR_MS)),
    method,
    pending,
    trustedDevice: trusted && assurance.hasFactor,
    secondFactorAt: strong ? new Date() : null,
    // A device that stands in for the second factor proves less than the factor would: what is dangerous asks for it still.
    steppedUpAt: assurance.hasFactor && !strong ? null : new Date(),
    deviceId: device?.id,
    ...facts,
  })
  await endPresent({ scope, record, request, userId })
  for (const sessionId of ended)
    record('session.ended', { sessionId, own: true }, { actorId: userId, target: { type: 'user', id: userId } })
  const target = { type: 'session', id } as const
  if (pending) record('session.second_factor_pending', { method }, { actorId: userId, target })
  else {
    await usersIn(scope).signedIn(userId)
    record('session.started', { method }, { actorId: userId, target })
  }
  return { token, companyId: scope.companyId, ...(device && { deviceToken: device.token }), pending, company }
}

/**
 * Ends what the browser forgets by signing in again, so that no session stays open that nobody can sign out of. It may
 * be somebody else's, who shares the browser. Those of other companies go on.
 */
async function endPresent({ scope, record, request, userId }: Omit<Begin, 'method'>): Promise<void> {
  const present = request.sessions.find(({ companyId }) => companyId === scope.companyId)
  const ended = present && (await sessionsIn(scope).endByToken(hashToken(present.token)))
  if (ended)
    record(
      'session.ended',
      { sessionId: ended.id, replaced: true },
      { actorId: userId, target: { type: 'user', id: ended.userId } },
    )
}
