import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env, required } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { roleUrl } from './roles'

/** The pool, as the app role. postgres.js does not survive a restart of its server: see `discard`. */
export interface Client {
  readonly pool: postgres.Sql
  /** When the database last answered on any of its connections, as performance.now() counts. */
  heardAt: number
}

/** Hears a statement, its parameters, and on which connection it goes. */
export type StatementListener = (statement: string, parameters: unknown[], connection: number) => void

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & {
  consoleClient?: Client
  consoleStatements?: Set<StatementListener>
  consoleDriverGuard?: boolean
}

/** The application's own connection. @throws Error that names a missing setting */
export const appUrl = (): string =>
  env().DATABASE_APP_URL ?? roleUrl(required('DATABASE_URL'), required('AUTH_SECRET'), 'app')

const connect = (): Client => {
  const { DATABASE_POOL_MAX, DATABASE_PREPARE } = env()
  const pool = postgres(appUrl(), {
    max: DATABASE_POOL_MAX,
    prepare: DATABASE_PREPARE,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => {},
    debug: (connection, statement, parameters) => {
      for (const listener of shared.consoleStatements ?? []) listener(statement, parameters as unknown[], connection)
    },
  })
  // It teaches the pool to leave instants and JSON to the columns that they belong to.
  drizzle(pool)
  return { pool, heardAt: performance.now() }
}

export function client(): Client {
  guardAgainstDriver()
  return (shared.consoleClient ??= connect())
}

/**
 * Throws a client away after a connection-class error or a missed deadline. The next caller gets
 * a new one at once, without the old one's reconnect pauses or its never-settling transactions.
 */
export function discard(broken: Client): void {
  if (shared.consoleClient === broken) shared.consoleClient = undefined
  broken.pool.end({ timeout: 0 }).catch(() => {})
}

/** Ends all connections, for command lines and tests. */
export async function closeDatabase(): Promise<void> {
  const open = shared.consoleClient
  shared.consoleClient = undefined
  await open?.pool.end({ timeout: 5 })
}

/** Hears every statement, for the tests that count them, until what is returned is called. */
export function listenToStatements(listener: StatementListener): () => void {
  const listeners = (shared.consoleStatements ??= new Set())
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Sockets of a discarded client still throw outside any promise (porsager/postgres #1199, #1193), or in one of the driver's own.
 * This takes exactly those errors, whose innermost frame lies in the driver, and leaves every other
 * one to whoever else handles it, or to the end of the process as without it.
 */
function guardAgainstDriver(): void {
  if (shared.consoleDriverGuard) return
  shared.consoleDriverGuard = true
  process.on('uncaughtException', (error, origin) => {
    const innermost = error.stack?.split('\n').find(line => /^\s+at /.test(line) && !line.includes('node:')) ?? ''
    const isDriver = /[\\/]node_modules[\\/]postgres[\\/]/.test(innermost)
    // A question of the driver's own, such as for the types of arrays, is a promise that nobody has.
    const isLost = 'code' in error && String(error.code).startsWith('CONNECTION_')
    if (isDriver && (origin === 'uncaughtException' || isLost)) {
      log.warn({ cause: error.message }, 'A discarded database connection broke.')
    } else if (process.listenerCount('uncaughtException') === 1) {
      log.fatal({ err: error }, 'Something unforeseen happened.')
      process.exit(1)
    }
  })
}
