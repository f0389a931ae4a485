import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/db/client'
import { inspectCatalogue } from '@/db/doctor'
import { inspectQueue } from '@/db/inspect-queue'
import { inspectAsApplication } from '@/db/inspect-server'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { inCompany } from '@/db/scope'
import { forgetEnv } from '@/lib/kernel/env'
import { mailWorkers } from '@/lib/platform/mail/priorities'
import { serverAction } from '@/scripts/bench/server-action'
import { makeCompany, type MadeCompany, type MadeUser } from '@/testing/factories'
import { addressesIn, importNow, peopleCsv, startedImport } from '@/testing/imports'
import { signedIn } from '@/testing/run-as'
import { startSmtp, type TestSmtp } from '@/testing/smtp'
import { makePooledDatabase } from './database'
import { callApi, startInstance, type Instance } from './instance'
import { startPooler } from './pooler'

const PASSWORD = 'correct horse battery staple'

let database: Awaited<ReturnType<typeof makePooledDatabase>>
let asAdmin: postgres.Sql
let smtp: TestSmtp
let one: Instance
let other: Instance

beforeAll(async () => {
  database = await makePooledDatabase(process.env.DATABASE_URL!)
  smtp = await startSmtp({ delayMs: 100 })
  Object.assign(process.env, database.settings, {
    SMTP_URL: smtp.url,
    DATABASE_POOL_MAX: '5',
    APP_URL: 'http://localhost:3000',
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'error',
  })
  forgetEnv()
  // At the same moment, on an empty database.
  ;[one, other] = await Promise.all([startInstance({}), startInstance({})])
  await Promise.all([one.ready, other.ready])
  asAdmin = postgres(database.settings.DATABASE_URL, { max: 1, onnotice: () => {} })
}, 120_000)

afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()])
  await closeDatabase()
  await asAdmin?.end()
  await smtp?.stop()
  await database?.stop()
}, 60_000)

const attempt = (at: Instance, company: MadeCompany, email: string, password: string) =>
  serverAction('signIn')(`/${company.slug}/login`, [company.slug, { email, password }], { at: at.at })

/** Signs in at one instance, by a password; returns the cookies. */
async function signIn(at: Instance, company: MadeCompany, { email }: MadeUser): Promise<string> {
  const { status, cookies } = await attempt(at, company, email, PASSWORD)
  expect(status).toBe(200)
  return cookies.join('; ')
}

const statusOf = async (at: Instance, cookie: string): Promise<number> => (await callApi(at, '/me', { cookie })).status

const sentOf = (company: MadeCompany): Promise<Record<string, number>> =>
  inCompany(company.id, async scope =>
    Object.fromEntries((await mailMessagesIn(scope).counts()).map(({ state, count }) => [state, count])),
  )

test('Both bring an empty database to the present, at the same moment, and do it once', async () => {
  const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as { entries: unknown[] }
  const [migrations] = await asAdmin`select count(*)::int as count from drizzle.__drizzle_migrations`
  expect(migrations).toEqual({ count: entries.length })
  expect(await inspectCatalogue(asAdmin)).toEqual([])
})

test("On somebody's own database no sign-in page offers to be one of the demo's people", async () => {
  for (const path of ['/login', '/acme-corp/login', '/globex/login']) {
    const page = await (await fetch(`${one.at}${path}`)).text()
    expect(page).toContain('Sign in')
    expect(page).not.toMatch(/Try the demo|Console-Demo/)
  }
})

test('Many who start at once behind a small pool find nothing wrong with the server', async () => {
  const tried = Array.from({ length: 8 }, () => inspectAsApplication(database.settings.DATABASE_APP_URL))
  expect(await Promise.all(tried)).toEqual(tried.map(() => []))
})

test('Jobs are not taken through the pooler, and a start says so', async () => {
  const pooler = await startPooler(database.settings.DATABASE_WORKER_URL)
  expect(await inspectQueue(pooler.url)).toEqual([
    expect.stringContaining('DATABASE_WORKER_URL must not lead through a pooler'),
  ])
  await pooler.stop()
  expect(await inspectQueue(database.settings.DATABASE_WORKER_URL)).toEqual([])
})

describe('Who signed in at one', () => {
  test('is signed in at the other, and signs out of both', async () => {
    const company = await makeCompany()
    const ada = await company.user({ name: 'Ada', password: PASSWORD })
    const cookie = await signIn(one, company, ada)
    const { status, data } = await callApi(other, '/me', { cookie })
    expect([status, data]).toMatchObject([200, { user: { name: 'Ada' } }])
    await serverAction('signOut')(`/${company.slug}`, [company.slug], { at: other.at, cookie })
    expect([await statusOf(one, cookie), await statusOf(other, cookie)]).toEqual([401, 401])
  })

  test('is signed out of both as soon as one ends their sessions, and nobody else is', async () => {
    const company = await makeCompany()
    const admin = await company.user({ groups: [company.administrators], password: PASSWORD })
    const ada = await company.user({ password: PASSWORD })
    const boss = await signIn(other, company, admin)
    const cookies = [await signIn(one, company, ada), await signIn(other, company, ada)]
    const { status } = await callApi(one, `/users/${ada.id}/sessions`, { cookie: boss, method: 'DELETE' })
    expect(status).toBe(200)
    for (const cookie of cookies)
      expect([await statusOf(other, cookie), await statusOf(one, cookie)]).toEqual([401, 401])
    expect([await statusOf(one, boss), await statusOf(other, boss)]).toEqual([200, 200])
  })
})

test('Wrong passwords at both count together', async () => {
  const company = await makeCompany()
  const [guessed, mistyped] = [await company.user({ password: PASSWORD }), await company.user({ password: PASSWORD })]
  const wrong = async (person: MadeUser, at: Instance) =>
    expect((await attempt(at, company, person.email, 'not it')).status).toBe(401)
  for (const at of [one, other, one, other]) await Promise.all([wrong(guessed, at), wrong(mistyped, at)])
  await wrong(guessed, one)
  // Five are free (docs/security.md): who has used them up has to wait, at either; who has not gets in.
  for (const at of [one, other]) expect((await attempt(at, company, guessed.email, PASSWORD)).status).toBe(401)
  expect((await attempt(other, company, mistyped.email, PASSWORD)).status).toBe(200)
})

test('An import runs once, and each of its mails arrives once', async () => {
  const people = 300
  const company = await makeCompany()
  await company.group({ name: 'Developers' })
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const before = smtp.arrived.length
  const importId = await startedImport(ada, peopleCsv(people))
  await vi.waitFor(async () => expect((await importNow(company, importId)).state).toBe('done'), {
    timeout: 30_000,
    interval: 100,
  })
  expect(await importNow(company, importId)).toMatchObject({ done: people, total: people })
  expect(await addressesIn(company)).toHaveLength(people + 1)
  await vi.waitFor(async () => expect(await sentOf(company)).toEqual({ sent: people }), {
    timeout: 60_000,
    interval: 200,
  })
  const recipients = smtp.arrived.slice(before).flatMap(mail => mail.recipients)
  expect(recipients).toHaveLength(people)
  expect(new Set(recipients).size).toBe(people)
}, 120_000)

test('One is killed under load: everything that was acknowledged is there, and what it had begun is finished by the other', async () => {
  const companies = [await makeCompany(), await makeCompany()]
  const writers = await Promise.all(
    companies.map(async company => {
      const admin = await company.user({ groups: [company.administrators], password: PASSWORD })
      return { company, cookie: await signIn(other, company, admin), groups: [] as string[], invited: [] as string[] }
    }),
  )
  const refused: unknown[] = []
  let stopped = false
  let balanced = [one, other]
  /** Writes, at one instance and the other in turn, what is kept when it was acknowledged. */
  const write = async (writer: (typeof writers)[number]) => {
    for (let n = 0; !stopped && balanced.length; n++) {
      const at = balanced[n % balanced.length]!
      const [slug, email] = [`g-${randomUUID()}`, `${randomUUID()}@acme.example`]
      const made = { method: 'POST', cookie: writer.cookie }
      try {
        const group = await callApi(at, '/groups', { ...made, body: { name: slug, slug, description: '' } })
        if (group.status === 200) writer.groups.push(slug)
        const invitation = await callApi(at, '/invitations', { ...made, body: { addresses: [email], message: '' } })
        if (invitation.status === 200) writer.invited.push(email)
        for (const { status } of [group, invitation]) if (status !== 200) refused.push(status)
      } catch {
        // Who is cut off knows nothing, and has not been promised anything; a balancer sends the next one elsewhere.
        balanced = balanced.filter(instance => instance !== at)
      }
    }
  }
  const writing = writers.flatMap(writer => [write(writer), write(writer), write(writer)])
  const inHand = async () => {
    const [jobs] = await asAdmin`select count(*)::int as count from graphile_worker.jobs
      where locked_by is not null and task_identifier = 'mail.sendNormal'`
    return jobs!.count as number
  }
  // More than one instance has workers for, so that each is at some at this moment; a company alone has as many in hand.
  const release = smtp.hold()
  await vi.waitFor(async () => expect(await inHand()).toBeGreaterThan(mailWorkers.others), {
    timeout: 30_000,
    interval: 5,
  })
  await one.kill()
  release()
  const atKill = writers.map(({ groups }) => groups.length)
  await vi.waitFor(() => expect(writers.every(({ groups }, n) => groups.length > atKill[n]! + 10)).toBe(true), {
    timeout: 20_000,
    interval: 20,
  })
  stopped = true
  await Promise.all(writing)
  expect([balanced, refused]).toEqual([[other], []])
  for (const { company, groups, invited } of writers) {
    const rows = await inCompany(company.id, ({ tx }) => tx.execute<{ slug: string }>('select slug from groups'))
    const stored = new Set(rows.map(({ slug }) => slug))
    expect(groups.filter(slug => !stored.has(slug))).toEqual([])
    const people = new Set(await addressesIn(company))
    expect(invited.filter(email => !people.has(email))).toEqual([])
    // Also of those who were invited and whose answer was cut off.
    const mails = people.size - 1
    await vi.waitFor(async () => expect(await sentOf(company)).toEqual({ sent: mails }), {
      timeout: 60_000,
      interval: 200,
    })
    const arrived = smtp.arrived.filter(({ recipients }) => people.has(recipients[0]!))
    expect(new Set(arrived.map(({ mail }) => mail.messageId)).size).toBe(mails)
    expect(new Set(arrived.map(({ recipients }) => recipients[0])).size).toBe(mails)
    // Whether the server had taken what was on its way at that moment, nobody knows: so it is sent again.
    expect(arrived.length - mails).toBeLessThanOrEqual(mailWorkers.others)
  }
}, 120_000)
