import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Piscina } from 'piscina'
import { required } from '../env'
import { AppError } from '../errors'
import { neighbourhood } from './neighbourhood'

/** 333 ms on a 2-core machine; OWASP Password Storage asks for at least 10. */
const COST = 12

/** One core stays for everybody else. */
const THREADS = Math.max(1, availableParallelism() - 1)

/** Ten seconds of work on a quiet machine, a request's own deadline: who would wait longer is better told to come back. SECURITY.md allows 50 at most. */
const QUEUE = Math.min(50, 30 * THREADS)

/** Of all of these, for one address: nobody alone keeps everybody else out. */
const PER_ADDRESS = Math.ceil((QUEUE * 2) / 3)

/** A hash of nothing anybody can type, at the same cost: what an unknown person is compared with. */
const NOBODYS_HASH = '$2b$12$lu2H.vvoJAVTZ1HRWXj8PuFMIrzud79gmoa3.QhdK0KqSvZZOOD1.'

interface Hashing {
  pool: Piscina
  /** Waiting or being made. */
  underWay: number
  byAddress: Map<string, number>
  /** How long the latest took, without waiting. */
  took: number[]
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleHashing?: Hashing }

const hashing = (): Hashing =>
  (shared.consoleHashing ??= {
    pool: new Piscina({
      filename: join(process.cwd(), 'lib/auth/password-worker.mjs'),
      minThreads: 1,
      maxThreads: THREADS,
      // Held by demandRoom; a pool that still starts has all of them in its queue.
      maxQueue: QUEUE + THREADS,
      idleTimeout: 30_000,
    }),
    underWay: 0,
    byAddress: new Map(),
    took: [],
  })

/** bcrypt cuts at 72 bytes and at NUL; a keyed digest in base64 (64 characters) has neither [OWASP Password Storage]. */
const digest = (password: string): string =>
  createHmac('sha384', required('PASSWORD_PEPPER')).update(password.normalize('NFKC')).digest('base64')

async function inWorker<T>(task: { kind: 'hash' | 'compare'; input: string; cost?: number; hash?: string }, ip: string | null = null): Promise<T> {
  demandRoom(ip)
  const now = hashing()
  const { pool, took } = now
  count(now, ip, 1)
  try {
    const { result, ms } = (await pool.run(task)) as { result: T; ms: number }
    took.push(ms)
    if (took.length > REMEMBERED) took.shift()
    return result
  } finally {
    count(now, ip, -1)
  }
}

const REMEMBERED = 20
const USUAL_MS = 333

function count(now: Hashing, ip: string | null, by: 1 | -1): void {
  now.underWay += by
  if (ip === null) return
  const from = neighbourhood(ip)
  const theirs = (now.byAddress.get(from) ?? 0) + by
  if (theirs) now.byAddress.set(from, theirs)
  else now.byAddress.delete(from)
}

/**
 * For before an attempt is counted: what is never looked at is no failure.
 * @throws AppError `busy` when too many wait, or too many from this address
 */
export function demandRoom(ip: string | null = null): void {
  const { underWay, byAddress } = hashing()
  const theirs = ip === null ? 0 : (byAddress.get(neighbourhood(ip)) ?? 0)
  if (underWay < QUEUE + THREADS && theirs < PER_ADDRESS) return
  throw new AppError('busy', 'Many people are signing in right now. Please try again in a few seconds.', { retryAfter: 5 })
}

/**
 * For what is refused without a hash: takes as long as one would that is asked for now, waiting included, so that the time
 * tells nothing. False, like a password that does not match. @throws AppError `busy` as a hash would.
 */
export async function takeAsLong(ip: string | null = null): Promise<false> {
  demandRoom(ip)
  const { underWay, took } = hashing()
  const one = took[Math.floor(Math.random() * took.length)] ?? USUAL_MS
  // Of those being made now half is done, on average.
  const before = underWay < THREADS ? 0 : (underWay - THREADS + 0.5) / THREADS
  await wait(one * (1 + before))
  return false
}

/** A bcrypt hash of the peppered password. @throws AppError `busy` when too many wait. */
export const hashPassword = (password: string): Promise<string> => inWorker({ kind: 'hash', input: digest(password), cost: COST })

/** Whether the password belongs to the hash; takes as long where there is none. @throws AppError `busy`. */
export async function passwordMatches(password: string, hash: string | null | undefined, ip: string | null = null): Promise<boolean> {
  const same = await inWorker<boolean>({ kind: 'compare', input: digest(password), hash: hash ?? NOBODYS_HASH }, ip)
  return same && Boolean(hash)
}

/** Ends the worker threads, for command lines and tests. */
export async function closeHashers(): Promise<void> {
  await shared.consoleHashing?.pool.destroy()
  shared.consoleHashing = undefined
}
