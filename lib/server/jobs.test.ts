import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { resumeCompany, suspendCompany } from '@/lib/company/operator'
import { forgetEnv } from '@/lib/kernel/env'
import { sendTestMail } from '@/lib/mail/commands'
import { SEND_PASSWORD_RESET } from '@/lib/password-reset/send'
import { postponeWhileSuspended } from '@/lib/platform/jobs/postpone'
import type { Jobs } from '@/lib/platform/jobs/runner'
import { toMailRow, enqueueEmails } from '@/lib/platform/mail/enqueue'
import { closeMailer } from '@/lib/platform/mail/transport'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { startSmtp, type TestSmtp } from '@/testing/smtp'
import { startJobs } from './jobs'

// A database of its own: a runner takes every job there is, also those of other tests.
let database: Awaited<ReturnType<typeof makeDatabase>>
let asAdmin: postgres.Sql
let running: (Jobs | undefined)[] = []
let processes: ChildProcess[] = []

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  process.env.DATABASE_URL = database.url
  process.env.DATABASE_POOL_MAX = '5'
  forgetEnv()
  asAdmin = postgres(database.url, { max: 1, onnotice: () => {} })
})

afterEach(async () => {
  await Promise.all(running.map(jobs => jobs?.stop()))
  for (const child of processes) child.kill('SIGKILL')
  closeMailer()
  running = []
  processes = []
})

afterAll(async () => {
  await asAdmin.end()
  await closeDatabase()
  await database.stop()
})

const useServer = (smtp: TestSmtp): void => {
  process.env.SMTP_URL = smtp.url
  forgetEnv()
}

const takeJobs = (): Jobs => {
  const jobs = startJobs()
  running.push(jobs)
  return jobs!
}

/** A worker in a process of its own, which can be killed. */
async function workerProcess(): Promise<ChildProcess> {
  const child = fork(resolve('testing/worker-process.ts'), {
    execArgv: ['--import', 'tsx', '--import', pathToFileURL(resolve('scripts/lib/stop-with-parent.mjs')).href],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  processes.push(child)
  await once(child, 'message')
  return child
}

const content = { company: 'Acme', sender: 'Alice', settingsUrl: 'http://127.0.0.1:3000/acme/settings' }

const postMany = (company: MadeCompany, count: number): Promise<void> =>
  inCompany(company.id, async scope => {
    const rows = Array.from({ length: count }, (_, n) =>
      toMailRow(scope, { template: 'test', to: { name: `Person ${n}`, address: `person-${n}@acme.example` }, content }),
    )
    await enqueueEmails(scope, rows)
  })

const statesOf = async (company: MadeCompany): Promise<Record<string, number>> => {
  const counts = await inCompany(company.id, async scope => mailMessagesIn(scope).counts())
  return Object.fromEntries(counts.map(({ state, count }) => [state, count]))
}

const until = (company: MadeCompany, states: Record<string, number>, timeout = 30_000): Promise<void> =>
  vi.waitFor(async () => expect(await statesOf(company)).toEqual(states), { timeout, interval: 50 })

const idsOf = ({ arrived }: TestSmtp): string[] => arrived.map(({ mail }) => mail.messageId!)

describe('Mail', () => {
  test('is queued at once while the server is down, and all of it arrives once the server is back', async () => {
    const gone = await startSmtp()
    await gone.stop()
    useServer(gone)
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    for (let n = 0; n < 10; n++) await ada.does(sendTestMail)
    expect(await statesOf(company)).toEqual({ queued: 10 })
    takeJobs()
    for (let n = 0; n < 10; n++) await ada.does(sendTestMail)
    await until(company, { delayed: 20 })
    const back = await startSmtp({ port: gone.port })
    await until(company, { sent: 20 }, 60_000)
    expect(back.arrived.length).toBe(20)
    expect(new Set(idsOf(back)).size).toBe(20)
    await back.stop()
  }, 90_000)

  test('of a suspended company waits, and goes out when it is resumed', async () => {
    const smtp = await startSmtp()
    useServer(smtp)
    const [suspended, other] = [await makeCompany(), await makeCompany()]
    await suspendCompany(suspended.slug)
    await postMany(suspended, 3)
    await postMany(other, 1)
    takeJobs()
    await until(other, { sent: 1 })
    const left = () => asAdmin`select key from graphile_worker.jobs where key like ${`${suspended.id}%`}`
    await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 20_000 })
    expect(await statesOf(suspended)).toEqual({ queued: 3 })
    expect(smtp.arrived).toHaveLength(1)
    await resumeCompany(suspended.slug)
    await until(suspended, { sent: 3 })
    await vi.waitFor(async () => expect(await asAdmin`select 1 from graphile_worker.jobs`).toHaveLength(0), {
      timeout: 20_000,
    })
    expect(smtp.arrived).toHaveLength(4)
    await smtp.stop()
  }, 90_000)

  test('and what else a suspended company has to do is put off, and done by others', async () => {
    const [suspended, other] = [await makeCompany(), await makeCompany()]
    await suspendCompany(suspended.slug)
    const id = randomUUID()
    expect(await postponeWhileSuspended(other.id, SEND_PASSWORD_RESET, id, id)).toBe(false)
    expect(await postponeWhileSuspended(suspended.id, SEND_PASSWORD_RESET, id, id)).toBe(true)
    const later =
      await asAdmin`select run_at > now() + interval '30 seconds' as later from graphile_worker.jobs where key = ${`${suspended.id} ${SEND_PASSWORD_RESET} ${id}`}`
    expect([...later]).toEqual([{ later: true }])
    await asAdmin`select graphile_worker.remove_job(${`${suspended.id} ${SEND_PASSWORD_RESET} ${id}`})`
  })

  test('is neither lost nor doubled under another Message-ID when its worker is killed in the middle', async () => {
    // Takes the first mails, and says so to nobody: whether they arrived cannot be known.
    let silent = 3
    const smtp = await startSmtp({ answers: () => silent-- <= 0 })
    useServer(smtp)
    const company = await makeCompany()
    await postMany(company, 12)
    const first = await workerProcess()
    await vi.waitFor(async () => expect((await statesOf(company)).sending).toBe(3), { timeout: 20_000 })
    await smtp.arrives(3)
    const ended = once(first, 'exit')
    first.kill('SIGKILL')
    await ended
    await workerProcess()
    await until(company, { sent: 12 }, 60_000)
    expect(new Set(idsOf(smtp)).size).toBe(12)
    expect(smtp.arrived.length).toBe(15)
    const [left] = await asAdmin`select count(*)::int as jobs from graphile_worker.jobs`
    expect(left?.jobs).toBe(0)
    await smtp.stop()
  }, 90_000)

  test('is sent once by several workers at a time, in one process and in others', async () => {
    const smtp = await startSmtp()
    useServer(smtp)
    const company = await makeCompany()
    await postMany(company, 60)
    takeJobs()
    takeJobs()
    await Promise.all([workerProcess(), workerProcess()])
    await until(company, { sent: 60 })
    expect(smtp.arrived.length).toBe(60)
    expect(new Set(idsOf(smtp)).size).toBe(60)
    await smtp.stop()
  }, 60_000)

  test('on its way ends before a worker that is told to stop, and the rest waits for the next', async () => {
    const smtp = await startSmtp({ delayMs: 300 })
    useServer(smtp)
    const company = await makeCompany()
    await postMany(company, 20)
    const jobs = takeJobs()
    await smtp.arrives(1)
    await jobs.stop()
    const { sent = 0, queued = 0, ...others } = await statesOf(company)
    expect(others).toEqual({})
    expect(sent).toBe(smtp.arrived.length)
    expect(sent).toBeGreaterThan(0)
    expect(queued).toBeGreaterThan(0)
    takeJobs()
    await until(company, { sent: 20 })
    expect(smtp.arrived.length).toBe(20)
    await smtp.stop()
  }, 60_000)

  test('of three hundred people goes out whole, each once', async () => {
    const smtp = await startSmtp()
    useServer(smtp)
    const company = await makeCompany()
    await postMany(company, 300)
    takeJobs()
    await until(company, { sent: 300 }, 280_000)
    expect(smtp.arrived).toHaveLength(300)
    expect(new Set(idsOf(smtp)).size).toBe(300)
    await smtp.stop()
  }, 300_000)
})
