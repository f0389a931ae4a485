import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { forgetEnv } from '@/lib/kernel/env'
import { falseFunction, lockIsAlwaysFree } from '@/testing/false-function'
import { lyingProxy } from '@/testing/lying-proxy'
import { wireTo } from '@/testing/wire'
import { closeDatabase } from './client'
import { inspectQueue } from './inspect-queue'
import { inspectAsAdministrator, inspectAsApplication } from './inspect-server'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'
import { prepareDatabase } from './prepare'
import { databaseOf, roleUrl } from './roles'

const authSecret = process.env.AUTH_SECRET!
let database: Awaited<ReturnType<typeof makeDatabase>>
let asSuperuser: postgres.Sql
let workerUrl: string
/** The application's role, as SQL names it. */
let app: string
let name: string

const use = async (settings: Record<string, string>): Promise<void> => {
  await closeDatabase()
  Object.assign(process.env, { DATABASE_APP_URL: '', ...settings })
  forgetEnv()
}

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret })
  name = databaseOf(database.url)
  app = `${name}_app`
  workerUrl = roleUrl(database.url, authSecret, 'worker')
  asSuperuser = postgres(database.url, {
    max: 1,
    onnotice: () => {},
    connection: { allow_system_table_mods: true },
  })
  await use({ DATABASE_URL: database.url })
})

afterEach(() => use({ DATABASE_URL: database.url }))

afterAll(async () => {
  await closeDatabase()
  await asSuperuser.end()
  await database.stop()
})

/** What a start says; nothing when it goes well. */
const start = (): Promise<string> =>
  prepareDatabase({ workerUrl }).then(
    () => '',
    (error: Error) => error.message,
  )

const NOT_EXCLUSIVE = 'Advisory locks do not exclude'
const OUTLIVES = 'Transaction-local settings outlive their transaction'
const UNASKED = 'app.company_id or app.company_slug has a value before Console sets it'

const lies: [what: string, lie: () => ReturnType<typeof falseFunction>, named: string][] = [
  ['pg_try_advisory_xact_lock always says that it got the lock', () => lockIsAlwaysFree, NOT_EXCLUSIVE],
  [
    'pg_try_advisory_xact_lock answers nothing',
    () => falseFunction('pg_try_advisory_xact_lock', 'bigint', 'boolean', 'return null;'),
    'Advisory locks cannot be had',
  ],
  [
    'pg_advisory_xact_lock does nothing',
    () => falseFunction('pg_advisory_xact_lock', 'bigint', 'void', ''),
    NOT_EXCLUSIVE,
  ],
  [
    'pg_advisory_xact_lock does not wait',
    () => falseFunction('pg_advisory_xact_lock', 'bigint', 'void', 'perform pg_try_advisory_xact_lock($1);'),
    'a transaction did not wait for one that another transaction held',
  ],
  [
    'pg_advisory_xact_lock is kept by the session',
    () => falseFunction('pg_advisory_xact_lock', 'bigint', 'void', 'perform pg_advisory_lock($1);'),
    'Advisory locks outlive the transactions that took them',
  ],
  [
    'hashtextextended gives the same text another number each time',
    () => falseFunction('hashtextextended', 'text, bigint', 'bigint', 'return (random() * 1e15)::bigint;'),
    NOT_EXCLUSIVE,
  ],
  [
    'the application finds another pg_try_advisory_xact_lock first',
    () => ({
      tell: `create schema first; grant usage on schema first to ${app};
        create function first.pg_try_advisory_xact_lock(bigint) returns boolean language sql as 'select true';
        alter role ${app} in database ${name} set search_path = first, pg_catalog, public`,
      takeBack: `alter role ${app} in database ${name} reset search_path; drop schema first cascade`,
    }),
    NOT_EXCLUSIVE,
  ],
  [
    'set_config does not know transactions',
    () => falseFunction('set_config', 'text, text, boolean', 'text', 'return true_set_config($1, $2, false);'),
    OUTLIVES,
  ],
  [
    'set_config does nothing',
    () => falseFunction('set_config', 'text, text, boolean', 'text', 'return $2;'),
    'Transaction-local settings are not seen by the transaction that set them',
  ],
  [
    'current_setting keeps a value of its own',
    () => falseFunction('current_setting', 'text, boolean', 'text', `return 'acme-corp';`),
    UNASKED,
  ],
  [
    'the role of the application has a company from the beginning',
    () => ({
      tell: `alter role ${app} in database ${name} set app.company_id = '00000000-0000-4000-8000-000000000000'`,
      takeBack: `alter role ${app} in database ${name} reset app.company_id`,
    }),
    UNASKED,
  ],
  [
    'the database has a slug from the beginning',
    () => ({
      tell: `alter database ${name} set app.company_slug = 'acme-corp'`,
      takeBack: `alter database ${name} reset app.company_slug`,
    }),
    UNASKED,
  ],
  [
    'row-level security is off for one table',
    () => ({
      tell: 'alter table devices disable row level security',
      takeBack: 'alter table devices enable row level security',
    }),
    'Every table has row-level security, enabled and forced: devices',
  ],
  [
    'row-level security is not forced for one table',
    () => ({
      tell: 'alter table devices no force row level security',
      takeBack: 'alter table devices force row level security',
    }),
    'Every table has row-level security, enabled and forced: devices',
  ],
  [
    'a policy lets everything through',
    () => ({
      tell: 'alter policy company on throttles using (true) with check (true)',
      takeBack: `alter policy company on throttles using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
        with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid)`,
    }),
    'Row-level security does not close: rows of one company are seen within another',
  ],
  [
    'the role of the application bypasses row-level security',
    () => ({ tell: `alter role ${app} bypassrls`, takeBack: `alter role ${app} nobypassrls` }),
    'Row-level security does not close: rows are seen where no company is set',
  ],
  [
    'notifications are not passed on',
    () => falseFunction('pg_notify', 'text, text', 'void', ''),
    'Notifications do not arrive',
  ],
  [
    'sessions get locks that others hold',
    () => falseFunction('pg_try_advisory_lock', 'bigint', 'boolean', 'return true;'),
    'a session was given one that another session held',
  ],
  [
    'locks of a session do nothing',
    () => falseFunction('pg_advisory_lock', 'bigint', 'void', ''),
    'a session was given one that another session held',
  ],
  [
    'sessions cannot give a lock back',
    () => falseFunction('pg_advisory_unlock', 'bigint', 'boolean', 'return true;'),
    'Advisory locks of a session cannot be had or given back',
  ],
]

describe('A start is refused, with what is wrong, where', () => {
  test.each(lies)('%s; and goes well where it is as it says', async (_, lie, named) => {
    const { tell, takeBack } = lie()
    await asSuperuser.unsafe(tell)
    const refusal = await start()
    await asSuperuser.unsafe(takeBack)
    await use({ DATABASE_URL: database.url })
    expect(refusal).toMatch(/^The database is not safe to use\. /)
    expect(refusal).toContain(named)
    expect(await start()).toBe('')
  })

  test.each([
    ['skip locked', 'it waits for a row'],
    ['for update skip locked', 'it gave out a row'],
  ])('a server in between does not understand "%s"; and goes well without it', async (words, named) => {
    const proxy = await lyingProxy(database.url, words)
    await use({ DATABASE_URL: proxy.url })
    const refusal = await start()
    await use({ DATABASE_URL: database.url })
    await proxy.stop()
    expect(refusal).toContain(`for update skip locked does not skip: ${named}`)
    expect(await start()).toBe('')
  })

  test('DATABASE_APP_URL names somebody whom row-level security does not bind; and goes well where it names the application', async () => {
    await use({ DATABASE_URL: database.url, DATABASE_APP_URL: database.url })
    expect(await start()).toContain('Row-level security does not close: rows are seen where no company is set')
    await use({ DATABASE_URL: database.url, DATABASE_APP_URL: roleUrl(database.url, authSecret, 'app') })
    expect(await start()).toBe('')
  })

  test('more than one thing is wrong, and each is named', async () => {
    await asSuperuser.unsafe(`${lockIsAlwaysFree.tell}; alter table devices disable row level security;
      alter role ${app} in database ${name} set app.company_slug = 'acme-corp'`)
    const refusal = await start()
    await asSuperuser.unsafe(`${lockIsAlwaysFree.takeBack}; alter table devices enable row level security;
      alter role ${app} in database ${name} reset app.company_slug`)
    for (const named of [NOT_EXCLUSIVE, UNASKED, 'forced: devices']) expect(refusal).toContain(named)
    await use({ DATABASE_URL: database.url })
    expect(await start()).toBe('')
  })
})

test('An empty database of a server whose locks do not exclude is left empty', async () => {
  const empty = await makeDatabase(database.url)
  const sql = postgres(empty.url, { max: 1, onnotice: () => {}, connection: { allow_system_table_mods: true } })
  await sql.unsafe(lockIsAlwaysFree.tell)
  await use({ DATABASE_URL: empty.url })
  expect(await start()).toContain(NOT_EXCLUSIVE)
  expect(await sql`select to_regclass('public.companies') as companies`).toEqual([{ companies: null }])
  await sql.unsafe(lockIsAlwaysFree.takeBack)
  workerUrl = roleUrl(empty.url, authSecret, 'worker')
  expect(await start()).toBe('')
  workerUrl = roleUrl(database.url, authSecret, 'worker')
  await closeDatabase()
  await sql.end()
  await empty.stop()
})

test('A setting of a transaction is sent by itself, since a Citus passes on to its machines all that it comes with', async () => {
  const wire = await wireTo(roleUrl(database.url, authSecret, 'app'))
  expect(await inspectAsApplication(wire.url)).toEqual([])
  const settings = wire.said().filter(text => text.includes('set local'))
  await wire.close()
  expect(settings).toContainEqual(expect.stringContaining('app.company_id'))
  expect(settings.filter(text => /;|begin|savepoint/.test(text))).toEqual([])
})

test('While another instance makes the first migration, its empty list is no sign of a wrong server', async () => {
  const empty = await makeDatabase(database.url)
  const sql = postgres(empty.url, { max: 1, onnotice: () => {} })
  await sql`create schema drizzle`
  await sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint)`
  expect(await inspectAsAdministrator(empty.url)).toEqual({ findings: [], complete: false })
  await sql`insert into drizzle.__drizzle_migrations (hash) values ('the first')`
  expect(await inspectAsAdministrator(empty.url)).toEqual({ findings: [], complete: true })
  await sql.end()
  await empty.stop()
})

test('Several instances that start at the same moment find nothing wrong, and leave nothing behind', async () => {
  const rows = () => asSuperuser`select
    (select count(*)::int from companies) as companies, (select count(*)::int from groups) as groups,
    (select count(*)::int from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = ${name})) as locks`
  const before = await rows()
  expect(await Promise.all(Array.from({ length: 8 }, start))).toEqual(Array.from({ length: 8 }, () => ''))
  expect(await rows()).toEqual(before)
})

test('All of it takes little of a start', async () => {
  const appAddress = roleUrl(database.url, authSecret, 'app')
  const times: number[] = []
  for (let n = 0; n < 10; n++) {
    const began = performance.now()
    await inspectAsAdministrator(database.url)
    await Promise.all([inspectAsApplication(appAddress), inspectQueue(workerUrl)])
    times.push(performance.now() - began)
  }
  const best = Math.min(...times)
  process.stdout.write(`What a server says was tried in ${Math.round(best)} ms (the best of ten).\n`)
  // About 50 ms where nothing else runs; all other tests run beside this one.
  expect(best).toBeLessThan(1_000)
})
