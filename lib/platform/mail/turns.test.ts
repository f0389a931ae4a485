import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import type { MailPriority } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { forgetEnv } from '@/lib/kernel/env'
import type { Jobs } from '@/lib/platform/jobs/runner'
import { startJobs } from '@/lib/server/jobs'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { startSmtp, type TestSmtp } from '@/testing/smtp'
import { deliver } from './deliver'
import { toMailRow, enqueueEmail, enqueueEmails } from './enqueue'
import { atOnce, mailTasks, mailWorkers } from './priorities'
import { closeMailer } from './transport'
import { scheduleNext, scheduleWaiting } from './turns'

// A database of its own: a runner takes every job there is, also those of other tests.
let database: Awaited<ReturnType<typeof makeDatabase>>
let asAdmin: postgres.Sql
let smtp: TestSmtp | undefined
let jobs: Jobs | undefined

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  process.env.DATABASE_URL = database.url
  forgetEnv()
  asAdmin = postgres(database.url, { max: 1, onnotice: () => {} })
})

afterEach(async () => {
  await smtp?.stop()
  await jobs?.stop()
  closeMailer()
  jobs = smtp = undefined
  await asAdmin`delete from graphile_worker._private_jobs`
})

afterAll(async () => {
  await asAdmin.end()
  await closeDatabase()
  await database.stop()
})

async function serve(options: Parameters<typeof startSmtp>[0]): Promise<TestSmtp> {
  smtp = await startSmtp(options)
  process.env.SMTP_URL = smtp.url
  forgetEnv()
  return smtp
}

const content = { company: 'Acme', sender: 'Alice', settingsUrl: 'http://127.0.0.1:3000/acme/settings' }

const postMany = (
  company: MadeCompany,
  count: number,
  priority: MailPriority,
  domain = 'import.example',
): Promise<string[]> =>
  inCompany(company.id, async scope => {
    const rows = Array.from({ length: count }, (_, n) =>
      toMailRow(scope, {
        template: 'test',
        to: { name: '', address: `p${n}.${company.slug}@${domain}` },
        content,
        priority,
      }),
    )
    await enqueueEmails(scope, rows)
    return rows.map(({ id }) => id)
  })

const postCode = (company: MadeCompany, address: string) =>
  inCompany(company.id, scope =>
    enqueueEmail(scope, {
      template: 'sign-in-code',
      to: { name: '', address },
      content: { company: 'Globex', code: '123456', expiresAt: new Date().toISOString() },
    }),
  )

/** How many mails left from `since` on up to the one to this address. */
async function placeOf(address: string, { arrived }: TestSmtp, since: number): Promise<number> {
  const place = () => arrived.slice(since).findIndex(({ recipients }) => recipients.includes(address))
  await vi.waitFor(() => expect(place()).toBeGreaterThan(-1), { timeout: 30_000, interval: 20 })
  return place() + 1
}

/** The queue belongs to a role of its own, so a test looks at it as the administrator of the server. */
const jobsOf = async (company: MadeCompany): Promise<{ task: string; id: string }[]> =>
  asAdmin<{ task: string; id: string }[]>`
    select t.identifier as task, j.payload ->> 'id' as id
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'companyId' = ${company.id} order by j.id`

const sendsOf = async (company: MadeCompany) =>
  (await jobsOf(company)).filter(({ task }) => task.startsWith('mail.send')).map(({ id }) => id)

describe('A code', () => {
  test('is among the next mails to leave, whatever imports of other companies have waiting', async () => {
    const server = await serve({ delayMs: 250 })
    const [acme, initech, globex] = [await makeCompany(), await makeCompany(), await makeCompany()]
    await postMany(acme, 400, 'bulk')
    await postMany(initech, 400, 'bulk')
    jobs = startJobs()
    await server.arrives(mailWorkers.others + 1)
    const since = server.arrived.length
    await postCode(globex, 'carol@globex.example')
    // Those that were being sent, and as many again while the code itself is taken by the server.
    expect(await placeOf('carol@globex.example', server, since)).toBeLessThanOrEqual(2 * mailWorkers.others + 1)
  }, 60_000)

  test('leaves while the server answers nothing to anybody else', async () => {
    const held: string[] = []
    const server = await serve({
      onRcptTo: ({ address }, _session, done) =>
        address.endsWith('@import.example') ? void held.push(address) : done(),
    })
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    await postMany(acme, 20, 'bulk')
    await postMany(acme, 20, 'normal')
    await postMany(acme, 20, 'urgent')
    jobs = startJobs()
    await vi.waitFor(() => expect(held.length).toBe(mailWorkers.others + atOnce.urgent), { timeout: 20_000 })
    await postCode(globex, 'carol@globex.example')
    await server.arrives(1)
    expect(server.arrived[0]!.recipients).toEqual(['carol@globex.example'])
    expect(held.length).toBe(mailWorkers.others + atOnce.urgent)
  }, 60_000)
})

describe.each<MailPriority>(['urgent', 'normal', 'bulk'])('Mail of one company that is %s', priority => {
  test('waits for a few of each other company, however many those have waiting', async () => {
    const server = await serve({ delayMs: 100 })
    const [acme, initech, globex] = [await makeCompany(), await makeCompany(), await makeCompany()]
    await postMany(acme, 150, priority)
    await postMany(initech, 150, priority)
    jobs = startJobs()
    await server.arrives(10)
    const since = server.arrived.length
    await postMany(globex, 1, priority, 'globex.example')
    // Up to four of each that have their jobs already, what is being sent at both ends, and not the 290 that wait.
    expect(await placeOf(`p0.${globex.slug}@globex.example`, server, since)).toBeLessThanOrEqual(20)
  }, 60_000)

  test('is one job, however much it is, and then no more than a few', async () => {
    const company = await makeCompany()
    const ids = await postMany(company, 1_203, priority)
    expect((await jobsOf(company)).map(({ task }) => task)).toEqual([mailTasks[priority].call])
    await Promise.all(Array.from({ length: 5 }, () => scheduleWaiting(priority)(company.id)))
    expect(await sendsOf(company)).toEqual(ids.slice(0, atOnce[priority]))
  })

  test('is called as soon as one before it has left, was taken back, or is gone', async () => {
    await serve({})
    const company = await makeCompany()
    const ids = await postMany(company, 12, priority)
    const called = () =>
      inCompany(company.id, async ({ tx }) =>
        (
          await tx.execute<{ id: string }>(sql`select id from mail_messages where claimed_at is not null order by id`)
        ).map(({ id }) => id),
      )
    await scheduleWaiting(priority)(company.id)
    expect(await called()).toEqual(ids.slice(0, atOnce[priority]))
    await deliver(company.id, ids[0]!)
    expect(await called()).toEqual(ids.slice(1, atOnce[priority] + 1))
    await inCompany(company.id, scope => mailMessagesIn(scope).withdraw(ids[1]!))
    await deliver(company.id, ids[1]!)
    expect(await called()).toEqual(ids.slice(2, atOnce[priority] + 2))
    await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from mail_messages where id = ${ids[2]!}`))
    await deliver(company.id, ids[2]!)
    expect(await called()).toEqual(ids.slice(3, atOnce[priority] + 3))
  })
})

describe('Mail that was delayed', () => {
  test('waits for its turn like any other once it is due, and not before', async () => {
    const company = await makeCompany()
    const ids = await postMany(company, 20, 'bulk')
    await inCompany(company.id, async ({ tx }) => {
      await tx.execute(
        sql`update mail_messages set state = 'delayed', attempts = 1, next_attempt_at = now() + interval '1 hour'`,
      )
      await tx.execute(
        sql`update mail_messages set next_attempt_at = now() - interval '1 second' where id in (${ids[17]!}, ${ids[3]!})`,
      )
    })
    await scheduleWaiting('bulk')(company.id)
    expect((await sendsOf(company)).sort()).toEqual([ids[3]!, ids[17]!].sort())
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update mail_messages set next_attempt_at = now() - interval '1 second'`),
    )
    await scheduleWaiting('bulk')(company.id)
    expect((await sendsOf(company)).length).toBe(atOnce.bulk)
  })

  test('has one job for all whose time comes in the same second', async () => {
    await serve({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('Later'), { responseCode: 450 })),
    })
    const company = await makeCompany()
    const ids = await postMany(company, 6, 'normal')
    await asAdmin`delete from graphile_worker._private_jobs`
    for (const id of ids) await deliver(company.id, id)
    const times = await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`select distinct next_attempt_at from mail_messages where state = 'delayed'`),
    )
    const calls = (await jobsOf(company)).filter(({ task }) => task === mailTasks.normal.call)
    expect(calls.length).toBe(times.length)
    expect(calls.length).toBeLessThan(ids.length)
  })
})

describe('What a company has in hand', () => {
  test('is no longer counted once its job must be lost, and is given another', async () => {
    const company = await makeCompany()
    const ids = await postMany(company, 20, 'normal')
    await scheduleWaiting('normal')(company.id)
    await asAdmin`delete from graphile_worker._private_jobs`
    await scheduleWaiting('normal')(company.id)
    expect(await sendsOf(company)).toEqual([])
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update mail_messages set claimed_at = now() - interval '61 minutes' where claimed_at is not null`),
    )
    await scheduleWaiting('normal')(company.id)
    expect(await sendsOf(company)).toEqual(ids.slice(0, atOnce.normal))
  })

  test('is counted for each company alone', async () => {
    const [acme, globex] = [await makeCompany(), await makeCompany()]
    const ids = [await postMany(acme, 9, 'normal'), await postMany(globex, 9, 'normal')]
    for (const { id } of [acme, globex]) await inCompany(id, scope => scheduleNext(scope, 'normal'))
    expect([await sendsOf(acme), await sendsOf(globex)]).toEqual(ids.map(some => some.slice(0, atOnce.normal)))
  })
})
