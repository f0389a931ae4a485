import { actorsIn } from '@/db/repositories/actors'
import { companiesIn } from '@/db/repositories/companies'
import { devicesIn } from '@/db/repositories/devices'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import type { SessionMethod } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import type { Record, RequestFacts } from '../operation/define'
import { tell } from '../second-factor/letters'
import { readSecuritySettings } from '../security/settings'
import { secondFactorDeadline } from '../security/standing'
import { hashToken, newToken } from './tokens'

const HOUR_MS = 3_600_000

/** SECURITY.md: the second factor has to follow the password within five minutes. */
const PENDING_MS = 5 * 60_000

/** What a browser is to keep of a sign-in. */
export interface BegunSession {
  token: string
  companyId: string
  /** For the device's own cookie, by which it is known the next time. */
  deviceToken: string
  /** The second factor is still to come. */
  pending: boolean
}

/**
 * Notes that a person signed in on this device, from now on one they are known on, and tells them by mail when it is a
 * new one; not at the very first sign-in, which is no surprise. Returns its id.
 */
export async function knowDevice(scope: CompanyScope, userId: string, deviceToken: string, facts: Pick<RequestFacts, 'userAgent' | 'ip'>): Promise<string> {
  const devices = devicesIn(scope)
  const { userAgent, ip } = facts
  const known = await devices.find(userId, hashToken(deviceToken))
  if (!known) {
    const person = await usersIn(scope).find(userId)
    const notice = { scope, actor: { company: await companiesIn(scope).find() }, request: { userAgent, ip } }
    if (person.lastSignInAt) await tell(notice, person, { template: 'new-device', facts: {} })
    return (await devices.insert({ userId, tokenHash: hashToken(deviceToken), userAgent, ip })).id
  }
  await devices.seen(known.id, { userAgent, ip })
  return known.id
}

interface Begin {
  scope: CompanyScope
  record: Record
  request: RequestFacts
  userId: string
  method: SessionMethod
}

/**
 * Begins the session of somebody who has just proved who they are: the one place where sessions come from. Whether
 * it is pending depends on the person's factors, their device and the company. A new device is a notice to its person.
 */
export async function beginSession({ scope, record, request, userId, method }: Begin): Promise<BegunSession> {
  const { security, standing } = await actorsIn(scope).standingOf(userId)
  const settings = readSecuritySettings(security)
  const deviceToken = request.deviceToken ?? newToken()
  const known = await devicesIn(scope).find(userId, hashToken(deviceToken))
  const facts = { userAgent: request.userAgent, ip: request.ip }

  // Whoever has the passkey has shown two factors: the device, and what unlocks it.
  const strong = method === 'passkey'
  const required = secondFactorDeadline(settings, standing) !== null
  const trusted = settings.trustedDevices && !required && Boolean(known?.trustedUntil && known.trustedUntil > new Date())
  const pending = standing.hasFactor && !strong && !trusted
  // Half a sign-in makes no known device: each would have tries of its own at the second factor.
  const deviceId = pending ? known?.id : await knowDevice(scope, userId, deviceToken, facts)
  const token = newToken()
  const { id } = await sessionsIn(scope).insert({
    userId,
    tokenHash: hashToken(token),
    expiresAt: new Date(Date.now() + (pending ? PENDING_MS : settings.sessions.absoluteHours * HOUR_MS)),
    method,
    pending,
    trustedDevice: trusted && standing.hasFactor,
    secondFactorAt: strong ? new Date() : null,
    steppedUpAt: pending ? null : new Date(),
    deviceId,
    ...facts,
  })
  const target = { type: 'session', id } as const
  if (pending) record('session.half_started', { method }, { actorId: userId, target })
  else {
    await usersIn(scope).signedIn(userId)
    record('session.started', { method }, { actorId: userId, target })
  }
  return { token, companyId: scope.companyId, deviceToken, pending }
}
