import { createHmac } from 'node:crypto'
import { devicesIn } from '@/db/repositories/devices'
import { throttlesIn, type Limit } from '@/db/repositories/throttles'
import type { CompanyScope } from '@/db/scope'
import { required } from '../env'
import type { RequestFacts } from '../operation/define'
import { ownDevice } from './device'
import { neighbourhood } from './neighbourhood'

/** SECURITY.md: after 5 failures an account waits 30 s, doubling to 15 min; at most 100 in a row [NIST 800-63B-4 section 3.2.2]. */
const ACCOUNT = { free: 5, most: 100 }
/** Many people may share an address, so it has more room; it is forgotten after a quiet quarter of an hour. */
const ADDRESS = { free: 30, forgetAfter: 900 }
/** A company under attack as a whole; who is known on their device passes by. */
const COMPANY = { free: 300, forgetAfter: 900 }

/**
 * What is tried: kinds are counted apart, so that codes and passwords do not use up each other's tries, and success at one
 * forgives no failure at another. `own_password` is the password of somebody signed in, `step_up` the code.
 */
export const secretKinds = ['password', 'second_factor', 'email_code', 'reset', 'step_up', 'own_password', 'passkey'] as const
export type SecretKind = (typeof secretKinds)[number]

interface Who {
  /** What was typed: counted where there is no such person. */
  account: string
  /** The person, where the account is one: counted whatever address they have, and known on their devices. */
  userId?: string
}

export interface Attempt {
  /** Whether the secret may be looked at. When not, the answer must be like the one to a wrong secret, and as slow. */
  allowed: boolean
  /** The account, or the device, has nothing to wait for any more: for when the secret was right. */
  succeeded: (scope: CompanyScope) => Promise<void>
  /** The secret was not looked at after all. */
  withdrawn: (scope: CompanyScope) => Promise<void>
}

/** Whom a device is looked for where there is no such person, so that one takes as long as the other. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What was typed is not kept: a keyed digest counts as well. */
const digest = (text: string): string =>
  createHmac('sha256', required('AUTH_SECRET')).update(`throttle ${text.toLowerCase()}`).digest('base64url').slice(0, 32)

/** A name that nobody has, or that is not looked up. */
const accountKey = (kind: SecretKind, account: string): string => `account ${kind} ${digest(account)}`

/** Before all shared keys in the alphabet: rows are locked in that order, and one's own is forgiven first. */
export const personKey = (kind: SecretKind, userId: string): string => `account-of ${kind} ${userId}`

const deviceKey = (kind: SecretKind, deviceId: string): string => `device ${kind} ${deviceId}`

/** All that failures at a person's account are counted under, but for those on devices of their own. */
export const personKeysOf = (userId: string): string[] => secretKinds.map(kind => personKey(kind, userId))

/**
 * Forgets a person's failures at secrets of these kinds, wherever they came from: because somebody who may says so, or
 * because the secret is another one now. Returns whether there were any.
 */
export async function forgive(scope: CompanyScope, userId: string, kinds: readonly SecretKind[]): Promise<boolean> {
  const devices = await devicesIn(scope).idsOf(userId)
  const cleared = await throttlesIn(scope).clear(kinds.flatMap(kind => [personKey(kind, userId), ...devices.map(id => deviceKey(kind, id))]))
  return cleared > 0
}

/**
 * Reserves an attempt at a secret, before it is looked at: the one function for every path that checks one. A person
 * on a device that they signed in with before is counted on that device, and nobody else's failures keep them out.
 */
export async function reserveAttempt(scope: CompanyScope, kind: SecretKind, { account, userId }: Who, request: RequestFacts): Promise<Attempt> {
  const known = await ownDevice(scope, userId ?? NOBODY, request)
  const key = known ? deviceKey(kind, known.id) : userId ? personKey(kind, userId) : accountKey(kind, account)
  const own: Limit = { key, ...ACCOUNT }
  const shared: Limit[] = known
    ? []
    : [{ key: `company ${kind}`, ...COMPANY }, ...(request.ip ? [{ key: `address ${digest(neighbourhood(request.ip))}`, ...ADDRESS }] : [])]
  const allowed = await throttlesIn(scope).reserve([own, ...shared])
  return {
    allowed,
    async succeeded(later) {
      await throttlesIn(later).clear([own.key])
      await throttlesIn(later).release(shared.map(one => one.key))
    },
    withdrawn: later => throttlesIn(later).release([own, ...shared].map(one => one.key)),
  }
}

/**
 * Mails that anybody can ask for are an annoyance: to one address five in a row, then ever rarer, down to one in a quarter
 * of an hour, and anew after a quiet hour. Whoever is known on their device has a row of their own.
 */
const MAILS = { free: 5, forgetAfter: 3600 }

/** Reserves a mail that was asked for before signing in. False: none goes out, and the answer is the same. */
export async function reserveMail(scope: CompanyScope, kind: 'email_code', { account, userId }: Who, request: RequestFacts): Promise<boolean> {
  const known = await ownDevice(scope, userId ?? NOBODY, request)
  const own: Limit = { key: known ? `device mails ${kind} ${known.id}` : `account mails ${kind} ${digest(account)}`, ...MAILS }
  const address: Limit[] = request.ip && !known ? [{ key: `address mails ${digest(neighbourhood(request.ip))}`, ...ADDRESS }] : []
  return throttlesIn(scope).reserve([own, ...address])
}
