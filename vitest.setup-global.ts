import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbeddedPostgres } from './db/embedded'
import { migrate } from './db/migrate'

const secrets = {
  AUTH_SECRET: 'a secret of the tests that guards nothing at all',
  PASSWORD_PEPPER: 'a pepper of the tests that seasons nothing at all',
}

/**
 * One PostgreSQL for the whole run: the embedded one, or a database of its own on the server of
 * TEST_DATABASE_URL. The workers inherit its address through the environment.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-test-'))
  const server = process.env.TEST_DATABASE_URL ? await guest(process.env.TEST_DATABASE_URL) : await own(dataDir)
  await migrate({ databaseUrl: server.url, authSecret: secrets.AUTH_SECRET })
  Object.assign(process.env, {
    ...secrets,
    DATABASE_URL: server.url,
    CONSOLE_DATA_DIR: dataDir,
    APP_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  })
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function own(dataDir: string) {
  const { url, stop } = await startEmbeddedPostgres({ dataDir, database: 'console_test', throwaway: true })
  return { url, stop }
}

/** The name is new for every run, so that runs at the same time do not meet; roles carry it too. */
async function guest(address: string) {
  const name = `console_test_${randomBytes(4).toString('hex')}`
  const run = async (...statements: string[]) => {
    const sql = postgres(address, { max: 1, onnotice: () => {} })
    for (const statement of statements) await sql.unsafe(statement)
    await sql.end()
  }
  await run(`create database ${name}`)
  const url = new URL(address)
  url.pathname = `/${name}`
  const stop = () =>
    run(`drop database ${name} with (force)`, `drop role if exists ${name}_app`, `drop role if exists ${name}_owner`)
  return { url: url.toString(), stop }
}
