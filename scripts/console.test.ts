import { spawn } from 'node:child_process'
import { readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'

let database: Awaited<ReturnType<typeof makeDatabase>>
let asAdmin: postgres.Sql
const dataDir = mkdtempSync(join(tmpdir(), 'console-commands-'))

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  asAdmin = postgres(database.url, { max: 1, onnotice: () => {} })
  const made = await run(
    'company',
    'create',
    '--name',
    'Acme Corp',
    '--slug',
    'acme-corp',
    '--admin-name',
    'Alice',
    '--admin-email',
    'alice@acme.example',
  )
  if (made.code !== 0) throw new Error(made.text)
})

afterAll(async () => {
  await asAdmin.end()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  /** All that it printed. */
  text: string
}

/** As on a machine where the secrets are those of the data folder. */
const { AUTH_SECRET: _, PASSWORD_PEPPER: __, ENCRYPTION_KEY: ___, ...withoutSecrets } = process.env

/** The command line as an operator runs it, on a database of its own. */
const run = (...args: string[]): Promise<Ended> =>
  new Promise((settle, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/console.ts', ...args], {
      env: {
        ...withoutSecrets,
        DATABASE_URL: database.url,
        DATABASE_POOL_MAX: '2',
        CONSOLE_DATA_DIR: dataDir,
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (said: string) => (text += said))
    child.once('error', reject)
    child.once('close', code => settle({ code, text }))
  })

const sql = /\b(insert into|select |update |unnest|\$\d+)\b|params:/i

const logged = (text: string) => {
  const number = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0]
  const lines = readFileSync(join(dataDir, 'log/commands.log'), 'utf8').trim().split('\n')
  return lines.find(line => number && line.includes(number))
}

test('A batch that fails says what was written before, and a number; neither it nor the log holds what was to be written', async () => {
  await asAdmin.unsafe(`
    create function refuse_more() returns trigger language plpgsql as $$ begin
      if (select count(*) from users) > 15000 then raise exception 'enough' using errcode = '23514'; end if;
      return null;
    end $$;
    create trigger refuse_more after insert on users for each statement execute function refuse_more()`)
  try {
    const { code, text } = await run(
      'seed',
      '--company',
      'acme-corp',
      '--users',
      '30000',
      '--groups',
      '3',
      '--events',
      '0',
    )
    expect(code).toBe(1)
    expect(text.length).toBeLessThan(2000)
    expect(text).not.toMatch(sql)
    expect(text).toContain('The database refused: what was to be written breaks a rule of its tables (SQLSTATE 23514).')
    expect(text).toContain('Done before it failed, and kept: 3 of 3 groups and 12500 of 30000 users.')
    const entry = logged(text)!
    expect(JSON.parse(entry)).toMatchObject({
      command: 'seed',
      done: ['3 of 3 groups', '12500 of 30000 users'],
      err: { cause: { code: '23514', message: 'enough' } },
    })
    expect(entry.length).toBeLessThan(5000)
    expect(entry).not.toContain('@example.com')
  } finally {
    await asAdmin`drop trigger refuse_more on users`
    await asAdmin`drop function refuse_more`
  }
})

test('Bulk work of the operator is not cut off after the five seconds of a request', async () => {
  await asAdmin.unsafe(`
    create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(5.5); return null; end $$;
    create trigger linger after insert on groups for each statement execute function linger()`)
  try {
    const { code, text } = await run(
      'seed',
      '--company',
      'acme-corp',
      '--users',
      '10',
      '--groups',
      '2',
      '--events',
      '10',
    )
    expect(text).toContain('10 of 10 events')
    expect(code).toBe(0)
  } finally {
    await asAdmin`drop trigger linger on groups`
    await asAdmin`drop function linger`
  }
})

test('A database that cannot be reached is a sentence and a number', async () => {
  const away = new URL(database.url)
  away.pathname = '/no_such_database'
  const known = database.url
  database.url = away.toString()
  const { code, text } = await run('company', 'list').finally(() => (database.url = known))
  expect(code).toBe(1)
  expect(text).toContain('cannot be used: it has no database of this name.')
  expect(text).toContain('Nothing had been done before it failed.')
  expect(logged(text)).toContain('"command":"company list"')
})

test('Companies are listed, suspended, renamed and resumed', { timeout: 180_000 }, async () => {
  const before = await run('company', 'list')
  expect(before.text).toMatch(
    /^acme-corp {2}Acme Corp {2}.* active, [\d,]+ invited, [\d,]+ inactive {2}open {2,}\d{4}-\d\d-\d\d$/m,
  )
  const suspended = await run('company', 'suspend', '--company', 'acme-corp', '--reason', 'The contract has ended.')
  expect(suspended).toMatchObject({ code: 0, text: expect.stringContaining('Acme Corp is suspended.') })
  expect((await run('company', 'list')).text).toMatch(/acme-corp .* suspended since \d{4}-\d\d-\d\d/)
  const renamed = await run('company', 'rename', '--company', 'acme-corp', '--name', 'Acme Inc', '--slug', 'acme-inc')
  expect(renamed.text).toBe(
    'Name: Acme Inc (before: Acme Corp)\nSlug: acme-inc (before: acme-corp, which redirects to the new one)\n',
  )
  expect((await run('company', 'resume', '--company', 'acme-corp')).text).toContain('Acme Inc has access again.')
  expect((await run('company', 'resume', '--company', 'acme-inc')).text).toBe(
    'Acme Inc was not suspended, so nothing changed.\n',
  )
  await run('company', 'rename', '--company', 'acme-inc', '--name', 'Acme Corp', '--slug', 'acme-corp')
})

test('An administrator who is no superuser lists companies too, and the lock on them stays', async () => {
  const { allCompanies } = await import('@/db/all-companies')
  const name = `lister_${process.pid}`
  await asAdmin.unsafe(`create role ${name} login password 'secret'`)
  try {
    const owner = `${new URL(database.url).pathname.slice(1)}_owner`
    await asAdmin.unsafe(`grant ${owner} to ${name}`)
    const url = new URL(database.url)
    url.username = name
    url.password = 'secret'
    expect(await allCompanies(url.toString())).toHaveLength(1)
    expect(await asAdmin`select relforcerowsecurity as forced from pg_class where oid = 'companies'::regclass`).toEqual(
      [{ forced: true }],
    )
  } finally {
    await asAdmin.unsafe(`drop role ${name}`)
  }
})

test('Wrong words are refused with the way to the help of the command', async () => {
  const wrong: [string[], string][] = [
    [['company', 'suspend'], 'Name the company with --company SLUG.'],
    [['company', 'resume'], 'Name the company with --company SLUG.'],
    [['company', 'rename', '--company', 'acme-corp'], 'Give a new --name, a new --slug, or both.'],
    [['company', 'list', '--all'], "Unknown option '--all'."],
  ]
  for (const [args, sentence] of wrong) {
    const help = `npm run console -- ${args[0]} ${args[1]}`
    expect(await run(...args)).toEqual({ code: 2, text: `${sentence} See: ${help} --help\n` })
  }
  expect((await run('company', 'suspend', '--help')).text).toContain(
    'npm run console -- company suspend --company SLUG',
  )
})

test('A company that is not there is a sentence', async () => {
  const { code, text } = await run('company', 'rename', '--company', 'no-such-company', '--name', 'New')
  expect(code).toBe(1)
  expect(text).toMatch(/^Company not found\.\nNothing had been done before it failed\.\n/)
})
