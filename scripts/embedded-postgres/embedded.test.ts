import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readState } from './data-directory'
import { type EmbeddedPostgres, runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded'
import { postmaster } from './server'

let dataDir: string
const started: EmbeddedPostgres[] = []

const start = async (options: { keepRunning?: (failure: Error) => void } = {}) => {
  const database = await startEmbeddedPostgres({ dataDir, ...options })
  started.push(database)
  return database
}

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    return await question(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const write = (url: string, note: string) => ask(url, sql => sql`insert into notes values (${note})`)
const notes = async (url: string) =>
  (await ask(url, sql => sql<{ note: string }[]>`select note from notes`)).map(row => row.note)

async function until<T>(question: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const answer = await Promise.resolve(question()).catch(() => undefined)
    if (answer) return answer
    if (Date.now() > deadline) throw new Error('It did not happen within 15 seconds.')
    await pause(20)
  }
}

const cluster = () => readState(dataDir)?.cluster ?? join(dataDir, 'postgres')
const postmasterPid = () => postmaster(cluster()).pid ?? 0

/** Another process that starts the same data folder, as `npm start` in a second terminal would. */
const elsewhere = (): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--eval',
      `require(${JSON.stringify(resolve('scripts/embedded-postgres/embedded.ts'))}).startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
        .then(({ url }) => process.send(url), error => process.send(error.message))`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  )

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'console-embedded-'))
  const { url, stop } = await start()
  await ask(url, sql => sql`create table notes (note text)`)
  await stop()
})

afterAll(async () => {
  for (const { stop } of started) await stop()
  const outside = readState(dataDir)?.cluster
  if (outside) rmSync(join(outside, '..'), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  test('keeps its data, port and password between two starts, and its password to its owner', async () => {
    const first = await start()
    await write(first.url, 'between two starts')
    await Promise.all([first.stop(), first.stop()])
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await notes(second.url)).toContain('between two starts')
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
    await second.stop()
  })

  test('holds UTF-8 everywhere alike, in UTC, durably, for this machine only', async () => {
    const { url, stop } = await start()
    const [settings] = await ask(
      url,
      sql => sql`select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
        current_setting('fsync') as fsync, current_setting('listen_addresses') as listens, upper('żółć') as letters`,
    )
    expect(settings).toEqual({ encoding: 'UTF8', zone: 'UTC', fsync: 'on', listens: '127.0.0.1', letters: 'ŻÓŁĆ' })
    await stop()
  })

  test('is found by another process while it runs, and only then', async () => {
    const { url, stop } = await start()
    expect(runningEmbeddedPostgres(dataDir)).toEqual({ url })
    await stop()
    expect(runningEmbeddedPostgres(dataDir)).toBeUndefined()
  })

  test('is refused to a second process, with a sentence that names the first', async () => {
    const { url, stop } = await start()
    const other = elsewhere()
    const [answer] = (await once(other, 'message')) as [string]
    expect(answer).toBe(`Console already runs on this data folder, process ${process.pid} (${dataDir}).`)
    expect(await notes(url)).toContain('between two starts')
    await stop()
    expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(false)
  })

  test('recovers what was written before its Console was killed', async () => {
    const other = elsewhere()
    const [url] = (await once(other, 'message')) as [string]
    await write(url, 'before the kill')
    const orphan = postmasterPid()
    other.kill('SIGKILL')
    await once(other, 'exit')
    const { url: again, stop } = await start()
    expect(await notes(again)).toContain('before the kill')
    expect(postmasterPid()).not.toBe(orphan)
    await stop()
  })

  test('recovers when both were killed', async () => {
    const other = elsewhere()
    const [url] = (await once(other, 'message')) as [string]
    await write(url, 'before both were killed')
    process.kill(postmasterPid(), 'SIGKILL')
    other.kill('SIGKILL')
    await once(other, 'exit')
    const { url: again, stop } = await start()
    expect(await notes(again)).toContain('before both were killed')
    await stop()
  })

  test('comes back at the same address when it alone was killed', async () => {
    const failures: Error[] = []
    const { url, stop } = await start({ keepRunning: failure => failures.push(failure) })
    await write(url, 'before it was killed')
    const killed = postmasterPid()
    process.kill(killed, 'SIGKILL')
    await until(() => postmasterPid() !== killed && postmaster(cluster()).status === 'ready')
    expect(await until(() => notes(url))).toContain('before it was killed')
    expect(failures).toEqual([])
    await stop()
  })

  test('gets a new password when the file with the old one is gone', async () => {
    const outside = readState(dataDir)?.cluster
    if (outside) return
    rmSync(join(dataDir, 'postgres.json'))
    const { url, stop } = await start()
    expect(await notes(url)).toContain('between two starts')
    await stop()
  })

  test('refuses data of another major version with a sentence', async () => {
    const version = join(cluster(), 'PG_VERSION')
    const written = readFileSync(version, 'utf8')
    writeFileSync(version, '12\n')
    await expect(start()).rejects.toThrow('was written by PostgreSQL 12')
    writeFileSync(version, written)
    const { stop } = await start()
    await stop()
  })
})
