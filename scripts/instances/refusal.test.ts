import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'
import { freePort } from '@/scripts/embedded-postgres/server'
import { checkPort } from '@/scripts/lib/next-server'
import { lockIsAlwaysFree } from '@/testing/false-function'
import { startInstance } from './instance'

/** Whatever starts on a database whose server does not do what it says. */
const SENTENCE =
  'The database is not safe to use. Advisory locks do not exclude: a transaction was given one that another transaction held.'

const dataDir = mkdtempSync(join(tmpdir(), 'console-refusal-'))
let database: Awaited<ReturnType<typeof makeDatabase>>
let asSuperuser: postgres.Sql
let settings: Record<string, string>

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  asSuperuser = postgres(database.url, { max: 1, onnotice: () => {}, connection: { allow_system_table_mods: true } })
  settings = { DATABASE_URL: database.url, CONSOLE_DATA_DIR: dataDir, NODE_ENV: 'production', LOG_LEVEL: 'fatal' }
})

afterAll(async () => {
  await asSuperuser.end()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Starts a script of ours; ends it when it has said `enough`. */
async function run(enough: string, script: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes(enough)) child.kill('SIGTERM')
    })
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject)
    child.once('close', settle)
  })
  return { code, said }
}

describe('A server whose locks do not exclude', () => {
  beforeAll(async () => void (await asSuperuser.unsafe(lockIsAlwaysFree.tell)))
  afterAll(async () => void (await asSuperuser.unsafe(lockIsAlwaysFree.takeBack)))

  test('is served by no instance of the build, and nobody listens', async () => {
    const instance = await startInstance(settings)
    expect(await instance.ended).toBe('exit code 1')
    await expect(fetch(instance.at)).rejects.toThrow('fetch failed')
  })

  test('is served by no npm start, which says why', async () => {
    const port = await freePort()
    settings.PORT = String(port)
    const { code, said } = await run('Console is ready', 'scripts/serve.ts')
    expect([code, said]).toEqual([1, expect.stringContaining(SENTENCE)])
    await checkPort('127.0.0.1', port)
  })

  test.each([
    ['migrated', 'up to date', 'scripts/console.ts', 'migrate'],
    ['worked for', 'Console takes jobs', 'scripts/worker.ts'],
    ['found healthy', 'All is well', 'scripts/console.ts', 'doctor'],
  ])('is not %s, and the command says why', async (_, enough, script, ...args) => {
    const { code, said } = await run(enough, script, ...args)
    expect(code).toBe(1)
    expect(said).toContain('Advisory locks do not exclude')
  })
})

describe('A server whose locks exclude', () => {
  test('is served by an instance of the build', async () => {
    const instance = await startInstance(settings)
    await instance.ready
    expect((await fetch(`${instance.at}/api/health`)).status).toBe(200)
    await instance.stop()
  })

  test('is migrated', async () => {
    const { code, said } = await run('no such words', 'scripts/console.ts', 'migrate')
    expect([code, said]).toEqual([0, expect.stringContaining('The database is up to date.')])
  })

  test('is worked for', async () => {
    const { said } = await run('Console takes jobs', 'scripts/worker.ts')
    expect(said).toContain('Console takes jobs')
  })

  test('is found to do what it says', async () => {
    const { said } = await run('no such words', 'scripts/console.ts', 'doctor')
    expect(said).toContain('✓ The server does what it says')
  })
})
