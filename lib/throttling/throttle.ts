import { createHmac } from 'node:crypto'
import { devicesIn } from '@/db/repositories/devices'
import { throttlesIn, type Limit, type Reservation } from '@/db/repositories/throttles'
import type { CompanyScope } from '@/db/scope'
import { findKnownDevice } from '@/lib/devices/known-device'
import { required } from '@/lib/kernel/env'
import { addressKey } from '@/lib/kernel/fold'
import { addressPrefix, networkPrefix } from '@/lib/kernel/network-prefix'
import type { RequestFacts } from '@/lib/operation/define'
import { ADDRESS, failuresByNetwork, NETWORK } from '@/lib/platform/http/failures-by-network'

/** docs/security.md: after 5 failures an account waits 30 s, doubling to 15 min; at most 100 in a row [NIST 800-63B-4 section 3.2.2]. */
const ACCOUNT = { free: 5, most: 100 }
/**
 * A company under attack from many networks at once: who is known on their device passes by, and so does everybody whose
 * address and network have failed less than this. [Each account has its own limit besides.]
 */
const COMPANY = { free: 300, forgetAfter: 900, alarm: true } as const
const IN_ALARM = { address: 5, network: 10 }

/** Refusals of nobody known that have events of their own, in a company and a quarter of an hour; further ones are counted together. */
const OWN_EVENTS = 30

/**
 * What is tried: kinds are counted apart, so that codes and passwords do not use up each other's tries, and success at one
 * forgives no failure at another. `own_password` is the password of somebody signed in, `step_up` the code.
 */
export const secretKinds = [
  'password',
  'second_factor',
  'email_code',
  'reset',
  'step_up',
  'own_password',
  'passkey',
] as const
export type SecretKind = (typeof secretKinds)[number]

interface Who {
  /** What was typed: counted where there is no such person. */
  account: string
  /** The person, where the account is one: counted whatever address they have, and known on their devices. */
  userId?: string
}

export interface ThrottledAttempt {
  /** Whether the secret may be looked at. When not, the answer must be like the one to a wrong secret, and as slow. */
  allowed: boolean
  /** On a device that the person signed in with before. */
  known: boolean
  /** Refused by where it came from, whatever the company: without a turn among the hashes. */
  shed: boolean
  /** Under which key of many its refusal is counted, instead of in an event of its own; see RecordOptions. */
  fold: string | undefined
  /** The account, or the device, has nothing to wait for any more: for when the secret was right. */
  succeeded: (scope: CompanyScope) => Promise<void>
  /** The secret was not looked at after all. */
  withdrawn: (scope: CompanyScope) => Promise<void>
}

/** Whom a device is looked for where there is no such person, so that one takes as long as the other. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What was typed is not kept: a keyed digest counts as well. */
const digest = (text: string): string =>
  createHmac('sha256', required('AUTH_SECRET'))
    .update(`throttle ${addressKey(text)}`)
    .digest('base64url')
    .slice(0, 32)

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
export async function clearFailures(
  scope: CompanyScope,
  userId: string,
  kinds: readonly SecretKind[],
): Promise<boolean> {
  const devices = await devicesIn(scope).idsOf(userId)
  const cleared = await throttlesIn(scope).clear(
    kinds.flatMap(kind => [personKey(kind, userId), ...devices.map(id => deviceKey(kind, id))]),
  )
  return cleared > 0
}

/** Kinds that are tried before anybody is signed in. */
const anonymousKinds: ReadonlySet<SecretKind> = new Set(['password', 'email_code', 'passkey'])

/** The limits of where a request comes from, for the rows of one kind of attempt. */
function limitsOf(prefix: string, ip: string | null, free: { address: number; network: number } = FREE): Limit[] {
  if (ip === null) return []
  return [
    {
      key: `${prefix}address ${addressPrefix(ip)}`,
      ...ADDRESS,
      free: free.address,
      freeInAlarm: Math.min(free.address, IN_ALARM.address),
    },
    {
      key: `${prefix}network ${networkPrefix(ip)}`,
      ...NETWORK,
      free: free.network,
      freeInAlarm: Math.min(free.network, IN_ALARM.network),
    },
  ]
}
const FREE = { address: ADDRESS.free, network: NETWORK.free }

/** Under what a refusal is counted with others like it; undefined where it has an event of its own. */
function foldOf(
  { waiting, failures }: Reservation,
  own: string,
  company: string,
  userId: string | undefined,
): string | undefined {
  const shared = waiting.find(key => key !== own)
  if (shared) return shared
  if (waiting.length > 0 && userId) return own
  return !userId && (waiting.length > 0 || (failures.get(company) ?? 0) > OWN_EVENTS) ? company : undefined
}

/**
 * Reserves an attempt at a secret, before it is looked at: the one function for every path that checks one. A person
 * on a device that they signed in with before is counted on that device, and nobody else's failures keep them out.
 */
export async function reserveAttempt(
  scope: CompanyScope,
  kind: SecretKind,
  { account, userId }: Who,
  request: RequestFacts,
): Promise<ThrottledAttempt> {
  const known = await findKnownDevice(scope, userId ?? NOBODY, request)
  const from = known || !anonymousKinds.has(kind) ? null : request.ip
  const shed = from === null ? undefined : await shedOf(scope, from)
  if (shed)
    return {
      allowed: false,
      known: false,
      shed: true,
      fold: shed,
      succeeded: async () => {},
      withdrawn: async () => {},
    }
  const key = known ? deviceKey(kind, known.id) : userId ? personKey(kind, userId) : accountKey(kind, account)
  const own: Limit = { key, ...ACCOUNT }
  const company = `company ${kind}`
  const shared: Limit[] = known ? [] : [{ key: company, ...COMPANY }, ...limitsOf('', request.ip)]
  const reservation = await throttlesIn(scope).reserve([own, ...shared])
  return {
    allowed: reservation.allowed,
    known: known !== undefined,
    shed: false,
    fold: foldOf(reservation, own.key, company, userId),
    async succeeded(later) {
      if (from !== null) failuresByNetwork().release(from)
      await throttlesIn(later).clear([own.key])
      await throttlesIn(later).release(shared.map(one => one.key))
    },
    // Where it came from keeps it: it cost time, though nobody's secret was looked at.
    async withdrawn(later) {
      await throttlesIn(later).release([own, ...shared].map(one => one.key))
    },
  }
}

/** The key that this address is over the limit of, on this server and whatever the company; unless this one let it in again. */
async function shedOf(scope: CompanyScope, ip: string): Promise<string | undefined> {
  const over = failuresByNetwork().reserve(ip)
  if (!over) return undefined
  const key = over.scope === 'address' ? `address ${addressPrefix(ip)}` : `network ${networkPrefix(ip)}`
  if (await throttlesIn(scope).isLifted(key)) return undefined
  // So that the company's administrators see it.
  await throttlesIn(scope).hold(key, over)
  return key
}

/**
 * Mails that anybody can ask for are an annoyance: to one address five in a row, then ever rarer, down to one in a quarter
 * of an hour, and anew after a quiet hour. Whoever is known on their device has a row of their own.
 */
const MAILS = { free: 5, forgetAfter: 3600 }

/** What anybody can ask for or look at before signing in, from one address and from its network. */
const ASKED = {
  mail: { address: 20, network: 60 },
  link: { address: 20, network: 60 },
  question: { address: 200, network: 600 },
}

interface MailRequest {
  /** Whether it is done. When not, the answer is the same. */
  allowed: boolean
  fold: string | undefined
}

/** Reserves a mail that was asked for before signing in. */
export async function reserveMail(
  scope: CompanyScope,
  kind: 'email_code' | 'reset',
  { account, userId }: Who,
  request: RequestFacts,
): Promise<MailRequest> {
  const known = await findKnownDevice(scope, userId ?? NOBODY, request)
  const own: Limit = {
    key: known ? `device mails ${kind} ${known.id}` : `account mails ${kind} ${digest(account)}`,
    ...MAILS,
  }
  const company = `company mails ${kind}`
  const shared = known ? [] : [{ key: company, ...COMPANY }, ...limitsOf('mails ', request.ip, ASKED.mail)]
  const reservation = await throttlesIn(scope).reserve([own, ...shared])
  return { allowed: reservation.allowed, fold: foldOf(reservation, own.key, company, userId) }
}

/** Reserves a look at a link, or a question to a browser: nothing that a right answer forgives. */
export async function reserveRequest(
  scope: CompanyScope,
  kind: 'link' | 'question',
  what: string,
  request: RequestFacts,
): Promise<MailRequest> {
  const company = `company ${kind} ${what}`
  const limits: Limit[] = [{ key: company, ...COMPANY }, ...limitsOf(`${kind} `, request.ip, ASKED[kind])]
  const reservation = await throttlesIn(scope).reserve(limits)
  return { allowed: reservation.allowed, fold: foldOf(reservation, '', company, undefined) }
}

/** Lets an address or network in again that waits. Returns whether it did. */
export async function liftAddressThrottle(scope: CompanyScope, prefix: string): Promise<boolean> {
  const keys = [`address ${prefix}`, `network ${prefix}`]
  const cleared = await throttlesIn(scope).clear([...keys, ...keys.map(key => `mails ${key}`)])
  await throttlesIn(scope).lift(keys)
  return cleared > 0
}
