import { devicesIn } from '@/db/repositories/devices'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { rememberKnownDevice } from '@/lib/devices/known-device'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { requireSession, type SessionActor } from '@/lib/operation/actor'
import type { Context } from '@/lib/operation/define'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import type { NewSession } from '@/lib/sessions/begin-session'
import type { FactorProof } from '@/lib/sessions/events'
import '@/lib/devices/events'
import './events'
import '@/lib/sessions/events'

const HOUR_MS = 3_600_000

/** How long a device stands in for the second factor. */
const TRUST_MS = 30 * 24 * HOUR_MS

/** Whether a second factor is asked of this person, now or from a known moment on. */
export const isSecondFactorRequired = ({
  security,
  assurance,
}: Pick<SessionActor, 'security' | 'assurance'>): boolean => secondFactorDeadline(security, assurance) !== null

/** Whether a device of this person may stand in for the second factor. */
export const mayTrustDevices = (actor: Pick<SessionActor, 'security' | 'assurance'>): boolean =>
  actor.security.trustedDevices && !isSecondFactorRequired(actor)

export interface RenewedSession {
  token: string
  companyId: string
}

interface Proved {
  /** A second factor was part of the proof. */
  byFactor: boolean
}

/**
 * The session goes on under a new token, after its person has proved that they are who signed in
 * [OWASP ASVS 7.2.4]. What the browser is to keep of it comes back.
 */
export async function renewSession(
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  { byFactor }: Proved,
): Promise<RenewedSession> {
  const token = newToken()
  const now = new Date()
  await sessionsIn(scope).rotate(requireSession(actor).sessionId, {
    tokenHash: hashToken(token),
    steppedUpAt: now,
    ...(byFactor && { secondFactorAt: now }),
  })
  return { token, companyId: scope.companyId }
}

/**
 * The second factor was shown, by whatever means: a pending session becomes a full one, under a new token, and the
 * device one that its person is known on.
 */
export async function secondFactorVerified(
  { scope, actor: anybody, record, request }: Context,
  { by, trustDevice }: { by: FactorProof; trustDevice: boolean },
): Promise<NewSession> {
  const actor = requireSession(anybody)
  const { userId, sessionId, security, assurance } = actor
  const now = Date.now()
  const device = await rememberKnownDevice(scope, userId, request)
  const token = newToken()
  await sessionsIn(scope).rotate(sessionId, {
    tokenHash: hashToken(token),
    pending: false,
    secondFactorAt: new Date(now),
    steppedUpAt: new Date(now),
    deviceId: device.id,
    // A session that was full already ends when it would have ended.
    ...(assurance.pending && { expiresAt: new Date(now + security.sessions.absoluteHours * HOUR_MS) }),
  })
  if (assurance.pending) {
    await usersIn(scope).signedIn(userId)
    record('session.started', { method: assurance.method, factor: by }, { target: { type: 'session', id: sessionId } })
  } else record('second_factor.verified', { by }, { target: { type: 'user', id: userId } })
  if (trustDevice && mayTrustDevices(actor)) {
    const until = new Date(now + TRUST_MS)
    await devicesIn(scope).trust(device.id, until)
    record('device.trusted', { until: until.toISOString() }, { target: { type: 'user', id: userId } })
  }
  const { slug, name } = actor.company
  return { token, companyId: scope.companyId, deviceToken: device.token, pending: false, company: { slug, name } }
}
