import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type * as NextEnv from '@next/env'
import { type Env, readEnv } from '@/lib/kernel/env'
import { ensureSecrets } from '@/lib/kernel/secrets'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'
import { checkDatabase } from './check-database'
import type { Lifetime } from './lifetime'

// A CommonJS package whose named exports Node.js does not see.
const { loadEnvConfig } = createRequire(import.meta.url)('@next/env') as typeof NextEnv

/**
 * Completes process.env: the .env files as Next.js reads them, then the secrets of the data folder
 * where the environment gives none. Modules that read the configuration once, as they are loaded,
 * are imported dynamically in these scripts: after this, and after the database's address is known.
 * @throws Error with a sentence that names a wrong value.
 */
export function loadEnvironment({ dev = false } = {}): Env {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production' })
  loadEnvConfig(process.cwd(), dev, { info: () => {}, error: console.error })
  const dataDir = resolve(readEnv().CONSOLE_DATA_DIR)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  process.env.CONSOLE_DATA_DIR = dataDir
  if (!process.env.AUTH_SECRET || !process.env.PASSWORD_PEPPER || !process.env.ENCRYPTION_KEY) {
    for (const [name, value] of Object.entries(ensureSecrets(dataDir))) process.env[name] ||= value
  }
  return readEnv()
}

/**
 * The installation's database for a command: DATABASE_URL, else the embedded PostgreSQL which
 * `npm start` runs, else that one started for as long as the command takes.
 */
export async function openDatabase(env: Env, life: Lifetime): Promise<string> {
  if (env.DATABASE_URL) await checkDatabase(env.DATABASE_URL)
  const url = env.DATABASE_URL ?? runningEmbeddedPostgres(env.CONSOLE_DATA_DIR)?.url ?? (await startOwn(env, life))
  process.env.DATABASE_URL = url
  life.owns(closeConnections)
  return url
}

async function startOwn(env: Env, life: Lifetime): Promise<string> {
  const starting = startEmbeddedPostgres({ dataDir: env.CONSOLE_DATA_DIR, say: console.log })
  // Owned before it is there: Ctrl-C may come while it starts.
  life.owns(() =>
    starting.then(
      database => database.stop(),
      () => {},
    ),
  )
  return (await starting).url
}

/** Ends what the application's own modules opened in this process: the pool and the hashing threads. */
export async function closeConnections(): Promise<void> {
  const { closeDatabase } = await import('@/db/client')
  const { closeHashWorkers } = await import('@/lib/passwords/hash')
  await Promise.all([closeDatabase(), closeHashWorkers()])
}

/**
 * Brings the database of process.env to the present, as every start does.
 * @throws Error with a sentence when it is not safe to use
 */
export async function migrateDatabase(): Promise<void> {
  const { prepareDatabase } = await import('@/db/prepare')
  await prepareDatabase({ say: console.log })
}
