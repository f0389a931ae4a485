import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { forgetEnv } from '@/lib/kernel/env'
import type { Jobs } from '@/lib/platform/jobs/runner'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { closeMailer } from '@/lib/platform/mail/transport'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'
import { makeCompany } from '@/testing/factories'
import { startSmtp, type TestSmtp } from '@/testing/smtp'
import { startJobs } from './jobs'

// A server of its own, because this test takes it down.
const dataDir = mkdtempSync(join(tmpdir(), 'console-jobs-'))
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let smtp: TestSmtp
let jobs: Jobs

const start = () => startEmbeddedPostgres({ dataDir, database: 'console_jobs' })

beforeAll(async () => {
  server = await start()
  await migrate({ databaseUrl: server.url, authSecret: process.env.AUTH_SECRET! })
  smtp = await startSmtp({ delayMs: 400 })
  Object.assign(process.env, { DATABASE_URL: server.url, DATABASE_POOL_MAX: '5', SMTP_URL: smtp.url })
  forgetEnv()
})

afterAll(async () => {
  await jobs.stop()
  closeMailer()
  await smtp.stop()
  await closeDatabase()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const content = { company: 'Acme', sender: 'Alice', settingsUrl: 'http://127.0.0.1:3000/acme/settings' }

test('A runner goes on by itself after every restart of the database, with all its workers, and no mail is lost', async () => {
  const company = await makeCompany()
  const postMany = (count: number) =>
    inCompany(company.id, async scope => {
      for (let n = 0; n < count; n++)
        await enqueueEmail(scope, { template: 'test', to: { name: '', address: `person-${n}@acme.example` }, content })
    })
  const sent = () =>
    inCompany(
      company.id,
      async scope => (await mailMessagesIn(scope).counts()).find(({ state }) => state === 'sent')?.count ?? 0,
    )
  jobs = startJobs()!
  let posted = 0
  for (let restart = 0; restart < 3; restart++) {
    await postMany(9)
    posted += 9
    // All three workers hold a mail at this moment.
    await smtp.arrives(smtp.arrived.length + 3)
    await server.stop()
    server = await start()
    // More than one at a time: had workers died for good, three restarts would have ended them all.
    await vi.waitFor(async () => expect(await sent()).toBe(posted), { timeout: 40_000, interval: 200 })
  }
  expect(new Set(smtp.arrived.map(({ mail }) => mail.messageId)).size).toBe(posted)
  const began = performance.now()
  await postMany(1)
  await vi.waitFor(async () => expect(await sent()).toBe(posted + 1), { timeout: 10_000, interval: 50 })
  process.stdout.write(
    `Three restarts: ${smtp.arrived.length - posted - 1} of ${posted} mails came twice, under the same Message-ID; the next one was sent after ${Math.round(performance.now() - began)} ms.\n`,
  )
}, 150_000)
