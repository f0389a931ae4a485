import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'
import { forgetEnv } from '@/lib/kernel/env'
import { makeCompany } from '@/testing/factories'
import { addressesIn, importNow, rowsOf, startedImport } from '@/testing/imports'
import { signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { BATCH } from './tasks'

// A database of its own: a worker takes every job there is, also those of other tests.
let database: Awaited<ReturnType<typeof makeDatabase>>
const workers: ChildProcess[] = []

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  Object.assign(process.env, { DATABASE_URL: database.url, DATABASE_POOL_MAX: '5' })
  forgetEnv()
})

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await closeDatabase()
  await database.stop()
})

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(resolve('testing/worker-process.ts'), {
    execArgv: ['--import', 'tsx', '--import', pathToFileURL(resolve('scripts/lib/stop-with-parent.mjs')).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  workers.push(worker)
  await once(worker, 'message')
  return worker
}

test('An import whose worker is killed goes on with the next one, and invites everybody once', async () => {
  const rows = BATCH * 8
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const importId = await startedImport(
    ada,
    `email\n${Array.from({ length: rows }, (_, n) => `p${n}@example.com`).join('\n')}\n`,
  )
  const first = await startWorker()
  await vi.waitFor(async () => expect((await importNow(company, importId)).done).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 10,
  })
  const ended = once(first, 'exit')
  first.kill('SIGKILL')
  await ended
  const { done } = await importNow(company, importId)
  expect([done > 0, done < rows, done % BATCH]).toEqual([true, true, 0])
  await startWorker()
  await vi.waitFor(async () => expect((await importNow(company, importId)).state).toBe('done'), {
    timeout: 60_000,
    interval: 100,
  })
  expect(await importNow(company, importId)).toMatchObject({ done: rows, total: rows })
  expect((await rowsOf(company, importId)).every(row => row.outcome === 'invited')).toBe(true)
  expect((await addressesIn(company)).length).toBe(rows + 1)
  const trail = await auditTrail(company.id)
  expect([
    trail.filter(event => event.event === 'invitation.sent').length,
    trail.filter(event => event.event === 'import.ended').length,
  ]).toEqual([rows, 1])
}, 120_000)
