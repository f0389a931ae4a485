import { createHmac } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Piscina } from 'piscina'
import { required } from '../env'
import { AppError } from '../errors'

/** 333 ms on a 2-core machine; OWASP Password Storage asks for at least 10. */
const COST = 12

/** One core stays for everybody else. */
const THREADS = Math.max(1, availableParallelism() - 1)

/** Ten seconds of work on a quiet machine, a request's own deadline: who would wait longer is better told to come back. SECURITY.md allows 50 at most. */
const QUEUE = Math.min(50, 30 * THREADS)

/** A hash of nothing anybody can type, at the same cost: what an unknown person is compared with. */
const NOBODYS_HASH = '$2b$12$lu2H.vvoJAVTZ1HRWXj8PuFMIrzud79gmoa3.QhdK0KqSvZZOOD1.'

const shared = globalThis as typeof globalThis & { consoleHashers?: Piscina }

const hashers = (): Piscina =>
  (shared.consoleHashers ??= new Piscina({
    filename: join(process.cwd(), 'lib/auth/password-worker.mjs'),
    minThreads: 1,
    maxThreads: THREADS,
    maxQueue: QUEUE,
    idleTimeout: 30_000,
  }))

/** bcrypt cuts at 72 bytes and at NUL; a keyed digest in base64 (64 characters) has neither [OWASP Password Storage]. */
const digest = (password: string): string =>
  createHmac('sha384', required('PASSWORD_PEPPER')).update(password.normalize('NFKC')).digest('base64')

async function inWorker<T>(task: { kind: 'hash' | 'compare'; input: string; cost?: number; hash?: string }): Promise<T> {
  demandRoom()
  const began = performance.now()
  const result: T = await hashers().run(task)
  durations.push(performance.now() - began)
  if (durations.length > REMEMBERED) durations.shift()
  return result
}

/** For before an attempt is counted: what is never looked at is no failure. @throws AppError `busy` when too many wait. */
export function demandRoom(): void {
  if (hashers().queueSize < QUEUE) return
  throw new AppError('busy', 'Many people are signing in right now. Please try again in a few seconds.', { retryAfter: 5 })
}

/** How long the latest hashes took, waiting included. */
const durations: number[] = []
const REMEMBERED = 20
const USUAL_MS = 333

/**
 * For what is refused without a hash: takes as long as one of the latest took, so that the time tells nothing. False,
 * like a password that does not match. @throws AppError `busy` as a hash would.
 */
export async function takeAsLong(): Promise<false> {
  demandRoom()
  await wait(durations[Math.floor(Math.random() * durations.length)] ?? USUAL_MS)
  return false
}

/** A bcrypt hash of the peppered password. @throws AppError `busy` when too many wait. */
export const hashPassword = (password: string): Promise<string> => inWorker({ kind: 'hash', input: digest(password), cost: COST })

/** Whether the password belongs to the hash; takes as long where there is none. @throws AppError `busy`. */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  const same = await inWorker<boolean>({ kind: 'compare', input: digest(password), hash: hash ?? NOBODYS_HASH })
  return same && Boolean(hash)
}

/** Ends the worker threads, for command lines and tests. */
export async function closeHashers(): Promise<void> {
  await shared.consoleHashers?.destroy()
  shared.consoleHashers = undefined
}
