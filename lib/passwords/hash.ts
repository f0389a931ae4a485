import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Piscina } from 'piscina'
import { env, required } from '@/lib/kernel/env'
import { AppError } from '@/lib/kernel/errors'
import { addressPrefix, networkPrefix } from '@/lib/kernel/network-prefix'
import type { RequestFacts } from '@/lib/operation/define'
import { failuresByNetwork } from '@/lib/platform/http/failures-by-network'
import { FairQueue, type Claim } from './fair-queue'

/** One core stays for everybody else. */
const THREADS = Math.max(1, availableParallelism() - 1)

/** A request has ten seconds, of which three are for what comes after: who would wait longer is better told to come back. docs/security.md allows 8 s. */
const LONGEST_WAIT_MS = 7_000

/** A hash of nothing anybody can type, at the cost of all others: what a hash is timed with before there was another. */
const nobodysHash = (): string =>
  `$2b$${env().PASSWORD_HASH_COST}$lu2H.vvoJAVTZ1HRWXj8PuFMIrzud79gmoa3.QhdK0KqSvZZOOD1.`

/** How many latest hashes the expected time of the next is taken from. */
const REMEMBERED = 20
/** At the cost of 12, on a machine with two cores. */
const USUAL_MS = 333

/** What the two short transactions around a hash take at the most, but for a database in trouble. */
const AROUND_MS = 150

interface Hashing {
  pool: Piscina
  queue: FairQueue
  /** Milliseconds of the latest, without waiting. */
  took: number[]
  calibrated?: Promise<unknown>
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleHashing?: Hashing }

const mean = (times: number[]): number =>
  times.length ? times.reduce((sum, one) => sum + one, 0) / times.length : USUAL_MS

function start(): Hashing {
  const took: number[] = []
  return {
    took,
    queue: new FairQueue({ slots: THREADS, costMs: () => mean(took), longestWaitMs: LONGEST_WAIT_MS }),
    pool: new Piscina({
      filename: join(process.cwd(), 'lib/passwords/hash-worker.mjs'),
      minThreads: 1,
      maxThreads: THREADS,
      idleTimeout: 30_000,
    }),
  }
}

const hashing = (): Hashing => (shared.consoleHashing ??= start())

/** What is hashed for; each has a lane of its own, so that none starves another. */
type HashPurpose = 'sign_in' | 'reset' | 'acceptance' | 'own_password' | 'operator'

/** The time for hashing that one request may take, and its place among the others. */
export interface HashRequest {
  claim: Claim
  /** Aborted when the client has left, or when it has waited for seven seconds in all. */
  signal: AbortSignal
  /** When the first turn came, or the wait without one was over, as `performance.now()` counts. */
  startedAt?: number
}

/** @param known the person has shown who they are already: by a device, a session, or a link that was mailed to them */
export function hashRequest(
  purpose: HashPurpose,
  { ip, beganAt, signal }: Pick<RequestFacts, 'ip' | 'beganAt' | 'signal'>,
  { known = false } = {},
): HashRequest {
  const waited = beganAt === undefined ? 0 : performance.now() - beganAt
  const deadline = AbortSignal.timeout(Math.max(0, Math.round(LONGEST_WAIT_MS - waited)))
  return {
    claim: {
      lane: known ? `${purpose} known` : purpose,
      network: ip === null ? '' : networkPrefix(ip),
      address: ip === null ? '' : addressPrefix(ip),
      counts: ip === null ? { network: 0, address: 0 } : failuresByNetwork().countsOf(ip),
    },
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  }
}

/** bcrypt cuts at 72 bytes and at NUL; a keyed digest in base64 (64 characters) has neither [OWASP Password Storage]. */
const digest = (password: string): string =>
  createHmac('sha384', required('PASSWORD_PEPPER')).update(password.normalize('NFKC')).digest('base64')

type Task = { kind: 'hash' | 'compare'; input: string; cost?: number; hash?: string }

/** Runs on a thread; how long it took with the way there and back is remembered. */
async function onThread<T>(task: Task): Promise<T> {
  const { pool, took } = hashing()
  const began = performance.now()
  const result = (await pool.run(task)) as T
  took.push(performance.now() - began)
  if (took.length > REMEMBERED) took.shift()
  return result
}

/** The first hash of a process begins with one for the clock, so that what is only waited for takes as long on this machine. */
const calibrate = (): Promise<unknown> =>
  (hashing().calibrated ??= onThread({
    kind: 'compare',
    input: digest('a password for the clock'),
    hash: nobodysHash(),
  }))

/** @param waitMs how long it would have been, in milliseconds; becomes Retry-After. */
const busy = (waitMs: number): AppError =>
  new AppError('busy', 'Many people are signing in right now. Try again in a few seconds.', {
    retryAfter: Math.min(60, Math.max(1, Math.ceil(waitMs / 1000))),
  })

/** @throws AppError `busy` where the wait would be, or was, too long, or nobody waits any more */
async function queued<T>(request: HashRequest, work: () => Promise<T>): Promise<T> {
  const { queue } = hashing()
  const leave = await queue.enter(request.claim, request.signal)
  if (!leave) throw busy(queue.expectedWait(request.claim))
  try {
    await calibrate()
    request.startedAt ??= performance.now()
    return await work()
  } finally {
    leave()
  }
}

/** A bcrypt hash of the peppered password. @throws AppError `busy` when too many wait. */
export const hashPassword = (password: string, request: HashRequest): Promise<string> =>
  queued(request, () => onThread({ kind: 'hash', input: digest(password), cost: env().PASSWORD_HASH_COST }))

/** Whether the password belongs to the hash. @throws AppError `busy` when too many wait. */
export const comparePassword = (password: string, hash: string, request: HashRequest): Promise<boolean> =>
  queued(request, () => onThread({ kind: 'compare', input: digest(password), hash }))

/**
 * For a password that is not looked at: waits in the same queue for as long as a hash takes, and computes nothing. False,
 * like one that does not match. @throws AppError `busy` as a hash would
 */
export const dummyHash = (request: HashRequest): Promise<false> =>
  queued(request, async () => {
    const { took } = hashing()
    await wait(took[Math.floor(Math.random() * took.length)] ?? USUAL_MS)
    return false as const
  })

/** The longest that somebody over the limit of their address or network is kept, in milliseconds, and how it grows with each failure. */
const LONGEST_PENALTY_MS = 3_000
const PENALTY_MS = 100

/**
 * For whoever is over the limit of their address or network: takes no place in the queue. The wait depends on nothing but
 * what they did themselves.
 */
export async function penaltyWait(request: HashRequest): Promise<false> {
  await calibrate()
  const { claim, signal } = request
  const over = Math.max(claim.counts.address, claim.counts.network / 3)
  await wait(refusalMs() + Math.min(LONGEST_PENALTY_MS, PENALTY_MS * over), undefined, { signal }).catch(() => {})
  // From here on the refusal has its moment, whatever the database does until then.
  request.startedAt ??= performance.now()
  return false
}

/** Longer than any of the latest hashes took, with what is around them. */
const refusalMs = (): number => Math.max(...hashing().took, USUAL_MS / 10) + AROUND_MS

/** When a refusal may be said: the same for a hash that was compared and for one that was not. As `performance.now()` counts. */
export const refusalTime = ({ startedAt }: HashRequest): number => (startedAt ?? performance.now()) + refusalMs()

/** A cheap hash; whoever asks often gets the answer of five seconds ago. */
const CHECK = { cost: 4, forMs: 5_000, withinMs: 5_000 }
let checked: { at: number; answer: Promise<boolean> } | undefined

/** Whether the threads can hash at this moment. */
export function isHashingAvailable(): Promise<boolean> {
  if (!checked || checked.at < performance.now() - CHECK.forMs) {
    const task: Task = { kind: 'hash', input: 'a check', cost: CHECK.cost }
    const answer = hashing()
      .pool.run(task, { signal: AbortSignal.timeout(CHECK.withinMs) })
      .then(
        () => true,
        () => false,
      )
    checked = { at: performance.now(), answer }
  }
  return checked.answer
}

/** Ends the worker threads, for command lines and tests. */
export async function closeHashWorkers(): Promise<void> {
  const open = shared.consoleHashing
  shared.consoleHashing = undefined
  await open?.pool.destroy()
}
