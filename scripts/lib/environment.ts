import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { type Env, readEnv } from '@/lib/env'
import { ensureSecrets } from '@/lib/secrets'

// A CommonJS package whose named exports Node.js does not see.
const { loadEnvConfig } = createRequire(import.meta.url)('@next/env') as typeof import('@next/env')

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
  if (!process.env.AUTH_SECRET || !process.env.PASSWORD_PEPPER) {
    for (const [name, value] of Object.entries(ensureSecrets(dataDir))) process.env[name] ||= value
  }
  return readEnv()
}

export interface OpenDatabase {
  url: string
  close(): Promise<void>
}

/**
 * The installation's database for a command: DATABASE_URL, else the embedded PostgreSQL which
 * `npm start` runs, else that one started for as long as the command takes.
 */
export async function openDatabase(env: Env, say: (sentence: string) => void): Promise<OpenDatabase> {
  const database = await findDatabase(env, say)
  process.env.DATABASE_URL = database.url
  return {
    url: database.url,
    async close() {
      await closeConnections()
      await database.close()
    },
  }
}

/** Ends what the application's own modules opened in this process: the pool and the hashing threads. */
export async function closeConnections(): Promise<void> {
  const { closeDatabase } = await import('@/db/client')
  const { closeHashers } = await import('@/lib/auth/passwords')
  await Promise.all([closeDatabase(), closeHashers()])
}

async function findDatabase(env: Env, say: (sentence: string) => void): Promise<OpenDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => {} }
  const running = runningEmbeddedPostgres(env.CONSOLE_DATA_DIR)
  if (running) return { url: running.url, close: async () => {} }
  const own = await startEmbeddedPostgres({ dataDir: env.CONSOLE_DATA_DIR, say })
  return { url: own.url, close: () => own.stop() }
}

/** Brings the database to the present. Where the app role was made by hand, its password is left alone. */
export const migrateDatabase = (env: Env, databaseUrl: string): Promise<void> =>
  migrate({ databaseUrl, ...(!env.DATABASE_APP_URL && env.AUTH_SECRET && { authSecret: env.AUTH_SECRET }) })
