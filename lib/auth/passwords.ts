import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { required } from '../env'
import { AppError } from '../errors'

/** 333 ms on a 2-core machine; OWASP Password Storage asks for at least 10. */
const COST = 12

/** More than this many waiting hashes, and a caller is better told to come back. */
const QUEUE = 50

/** A hash of nothing anybody can type, at the same cost: what an unknown person is compared with. */
const NOBODYS_HASH = '$2b$12$lu2H.vvoJAVTZ1HRWXj8PuFMIrzud79gmoa3.QhdK0KqSvZZOOD1.'

const shared = globalThis as typeof globalThis & { consoleHashers?: Piscina }

const hashers = (): Piscina =>
  (shared.consoleHashers ??= new Piscina({
    filename: join(process.cwd(), 'lib/auth/password-worker.mjs'),
    minThreads: 1,
    maxThreads: 2,
    maxQueue: QUEUE,
    idleTimeout: 30_000,
  }))

/** bcrypt cuts at 72 bytes and at NUL; a keyed digest in base64 (64 characters) has neither [OWASP Password Storage]. */
const digest = (password: string): string =>
  createHmac('sha384', required('PASSWORD_PEPPER')).update(password.normalize('NFKC')).digest('base64')

async function inWorker<T>(task: { kind: 'hash' | 'compare'; input: string; cost?: number; hash?: string }): Promise<T> {
  try {
    return await hashers().run(task)
  } catch (error) {
    if (error instanceof Error && /queue/i.test(error.message)) {
      throw new AppError('busy', 'Many people are signing in right now. Please try again in a few seconds.', { retryAfter: 5 })
    }
    throw error
  }
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
