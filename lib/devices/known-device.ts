import { companiesIn } from '@/db/repositories/companies'
import { devicesIn } from '@/db/repositories/devices'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import type { RequestFacts } from '@/lib/operation/define'
import { notify } from '@/lib/platform/mail/notify'

/** The device among those of this browser that is this person's. */
export async function findKnownDevice(
  scope: CompanyScope,
  userId: string,
  { deviceTokens = [] }: Pick<RequestFacts, 'deviceTokens'>,
) {
  const tokenOf = new Map(deviceTokens.map(token => [hashToken(token), token]))
  const device = tokenOf.size ? await devicesIn(scope).findAmong(userId, [...tokenOf.keys()]) : undefined
  return device && { id: device.id, trustedUntil: device.trustedUntil, token: tokenOf.get(device.tokenHash)! }
}

/**
 * Notes that a person signed in on this device, from now on one they are known on, and tells them by mail when it is a
 * new one; not at the very first sign-in, which is no surprise. A new one gets a token that nobody else who uses this
 * browser has seen: who could read it beforehand would be known as this person later.
 * @returns its id, and the token for the browser to keep
 */
export async function rememberKnownDevice(
  scope: CompanyScope,
  userId: string,
  request: RequestFacts,
): Promise<{ id: string; token: string }> {
  const devices = devicesIn(scope)
  const { userAgent, ip } = request
  const known = await findKnownDevice(scope, userId, request)
  if (known) {
    await devices.seen(known.id, { userAgent, ip })
    return known
  }
  const person = await usersIn(scope).find(userId)
  const notice = { scope, actor: { company: await companiesIn(scope).find() }, request: { userAgent, ip } }
  if (person.lastSignInAt) await notify(notice, person, { template: 'new-device', facts: {} })
  const token = newToken()
  const { id } = await devices.insert({ userId, tokenHash: hashToken(token), userAgent, ip })
  return { id, token }
}
