import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDatabase } from './db/make-database'
import { migrate } from './db/migrate'
import { startEmbeddedPostgres } from './scripts/embedded-postgres/embedded'
import { spreadOverCitus } from './testing/citus'

const secrets = {
  AUTH_SECRET: 'a secret of the tests that guards nothing at all',
  PASSWORD_PEPPER: 'a pepper of the tests that seasons nothing at all',
  ENCRYPTION_KEY: 'a key of the tests that opens nothing at all of anybody',
}

/**
 * One PostgreSQL for the whole run: the embedded one, one that is installed in the folder TEST_POSTGRES (such as
 * /usr/lib/postgresql/15), or a database of its own on the server of TEST_DATABASE_URL. Where that is the coordinator of a Citus,
 * TEST_CITUS_WORKERS (`host:port`, separated by commas) spreads it over these machines. The workers inherit its address through
 * the environment.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-test-'))
  const server = process.env.TEST_DATABASE_URL ? await makeDatabase(process.env.TEST_DATABASE_URL) : await own(dataDir)
  // A run that is broken off does not come to the end below: it takes the exit handlers, this one
  // and the database's own.
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  await migrate({ databaseUrl: server.url, authSecret: secrets.AUTH_SECRET })
  const workers = process.env.TEST_CITUS_WORKERS
  const gather = workers ? await spreadOverCitus(server.url, workers) : undefined
  Object.assign(process.env, {
    ...secrets,
    DATABASE_URL: server.url,
    // Nothing may ask for a second connection while it holds one.
    DATABASE_POOL_MAX: '1',
    CONSOLE_DATA_DIR: dataDir,
    // A host name, because passkeys are bound to one.
    APP_URL: 'http://localhost:3000',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    // The least that is allowed: the tests hash more passwords than a company in a year.
    PASSWORD_HASH_COST: '10',
  })
  return async () => {
    await server.stop()
    await gather?.()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function own(dataDir: string) {
  const installation = process.env.TEST_POSTGRES
  const { url, stop } = await startEmbeddedPostgres({
    dataDir,
    database: 'console_test',
    throwaway: true,
    installation,
  })
  return { url, stop }
}
