import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { lookup } from '@/lib/kernel/lookup'
import type { EventName } from '@/lib/operation/register'
import { tasks } from '@/lib/server/tasks'
import { dumpOf, tablesOf } from '@/testing/dump'
import { inspectCatalogue } from './doctor'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'
import { roleUrl } from './roles'

/**
 * Databases of earlier versions, filled with made-up data, are brought to the present without loss. Each release adds the one
 * of its version by `npx tsx scripts/make-fixture.ts`; none is changed afterwards. A migration that is meant to change what
 * is there says so in `changes`.
 */

type Row = Record<string, unknown>

interface Change {
  /** The migration that makes it. */
  by: string
  table: string
  column: string
  why: string
  /** Its value afterwards; undefined where the column goes. */
  becomes: (row: Row) => unknown
}

/** What 0013_event_names renames. */
const renamedEvents: Record<string, string> = {
  'session.half_started': 'session.second_factor_pending',
  'second_factor.shown': 'second_factor.verified',
  'second_factor.begun': 'second_factor.enrolment_started',
  'passkey.begun': 'passkey.registration_started',
  'passkey.asked': 'passkey.verification_started',
  'proofs.viewed': 'step_up_methods.viewed',
  'recovery_codes.made': 'recovery_codes.generated',
  'security.kept': 'security.confirmed',
  'users.bulk_done': 'users.bulk_completed',
}

/** Likewise. */
const renamedOperations: Record<string, string> = {
  'imports.follow': 'imports.viewProgress',
  'imports.template': 'imports.downloadTemplate',
  'invitation.accept': 'invitations.accept',
  'invitation.open': 'invitations.open',
  'invitations.link': 'invitations.revealLink',
  'invitations.prepare': 'invitations.new',
  'passkey.begin': 'passkeys.beginSignIn',
  'passkeys.beginCheck': 'passkeys.beginVerification',
  'passkeys.check': 'passkeys.verify',
  'password.openReset': 'passwordReset.open',
  'password.requestReset': 'passwordReset.request',
  'password.reset': 'passwordReset.complete',
  'permissions.prepare': 'permissions.new',
  'secondFactor.viewProofs': 'secondFactor.viewStepUpMethods',
  'session.start': 'signIn.withPassword',
  'session.startWithCode': 'signInCode.signIn',
  'session.startWithPasskey': 'passkeys.signIn',
  'session.requestCode': 'signInCode.request',
  'session.viewMethods': 'signIn.viewMethods',
  'session.end': 'sessions.end',
  'users.receipt': 'users.viewReceipt',
  'users.bulkResult': 'users.viewBulkResult',
}

const changes: Change[] = [
  {
    by: '0009_slugs_and_mail_words',
    table: 'mail_messages',
    column: 'last_error',
    why: 'Companies read this, and errors of the machine name its files and addresses.',
    becomes: ({ last_error: error }) =>
      /^E[A-Z0-9_]+: /.test(String(error)) ? 'The mail could not be written or handed over.' : error,
  },
  {
    by: '0010_mail_in_turn',
    table: 'mail_messages',
    column: 'next_attempt_at',
    why: 'Mail that waits takes its place in line, by the time it was written.',
    becomes: row =>
      ['queued', 'sending', 'delayed'].includes(String(row.state))
        ? (row.next_attempt_at ?? row.created_at)
        : row.next_attempt_at,
  },
  ...['audit_events', 'folded_events'].flatMap(table => [
    {
      by: '0013_event_names',
      table,
      column: 'event',
      why: 'Events have the names that the code has; they are frozen from here on.',
      becomes: ({ event }: Row) => renamedEvents[String(event)] ?? event,
    },
    {
      by: '0013_event_names',
      table,
      column: 'operation',
      why: 'Operations have the names of their folders.',
      becomes: ({ operation }: Row) => renamedOperations[String(operation)] ?? operation,
    },
  ]),
]

const folder = 'db/migrations'
const server = process.env.DATABASE_URL!
const authSecret = process.env.AUTH_SECRET!
const scratch = mkdtempSync(join(tmpdir(), 'console-fixtures-'))
const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
const tags = journal.entries.map(({ tag }) => tag)
const kept = readdirSync(join(folder, 'fixtures')).map(file => basename(file, '.sql'))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The migrations up to one of them, as the version had them whose last one it was. */
function migrationsUntil(tag: string): string {
  const until = join(scratch, tag)
  mkdirSync(join(until, 'meta'), { recursive: true })
  const entries = journal.entries.slice(0, tags.indexOf(tag) + 1)
  for (const one of entries) cpSync(join(folder, `${one.tag}.sql`), join(until, `${one.tag}.sql`))
  writeFileSync(join(until, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  return until
}

/** All that a database holds, by table and primary key, and what of it matters beyond the rows. */
async function contentOf(sql: postgres.Sql) {
  const rows: Record<string, Record<string, Row>> = {}
  for (const { name, key } of await tablesOf(sql)) {
    const found = await sql<{ row: Row }[]>`select to_jsonb(t) as row from ${sql(name)} t`
    rows[name] = Object.fromEntries(found.map(({ row }) => [key.map(column => row[column]).join(' '), row]))
  }
  return {
    rows,
    /** What each person may do, through which group. */
    access: await sql<Row[]>`
      select u.company_id, u.id, u.status, g.id as group_id, p.resource || ':' || p.action as permission
      from users u join memberships m on m.company_id = u.company_id and m.user_id = u.id
      join groups g on g.company_id = m.company_id and g.id = m.group_id
      join grants r on r.company_id = g.company_id and r.group_id = g.id
      join permissions p on p.company_id = r.company_id and p.id = r.permission_id
      order by u.company_id, u.id, g.id, permission`,
    jobs: await sql<
      { task_identifier: string }[]
    >`select key, task_identifier, run_at from graphile_worker.jobs order by key`,
  }
}

/** What a row has to be afterwards: as it was, but for what a migration since then is meant to change. */
const expected = (table: string, row: Row, since: string): Row => ({
  ...row,
  ...Object.fromEntries(
    changes
      .filter(change => change.table === table && tags.indexOf(change.by) > tags.indexOf(since))
      .map(({ column, becomes }) => [column, becomes(row)]),
  ),
})

/** Those of its columns that a row had before. */
const asBefore = (row: Row | undefined, before: Row): Row | undefined =>
  row && Object.fromEntries(Object.entries(row).filter(([column]) => column in before))

interface Loaded {
  address: string
  asSuperuser: postgres.Sql
  remove: () => Promise<void>
}

/** A database of the version of a fixture, with its rows; who owns it is a superuser, or nobody special as in the README. */
async function loaded(tag: string, dump: string, owner: string): Promise<Loaded> {
  const database = await makeDatabase(server)
  const asSuperuser = postgres(database.url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } })
  const url = new URL(database.url)
  const name = url.pathname.slice(1)
  const administrator = `${name}_admin`
  if (owner !== 'superuser') {
    await asSuperuser.unsafe(`create role ${administrator} login createrole password 'of a test'`)
    await asSuperuser.unsafe(`alter database ${name} owner to ${administrator}`)
    Object.assign(url, { username: administrator, password: 'of a test' })
  }
  await migrate({ databaseUrl: url.toString(), authSecret, folder: migrationsUntil(tag) })
  await asSuperuser.unsafe(dump)
  const remove = async () => {
    await asSuperuser.end()
    await database.stop()
    const sql = postgres(server, { max: 1, onnotice: () => {} })
    await sql.unsafe(`drop role if exists ${administrator}`)
    await sql.end()
  }
  return { address: url.toString(), asSuperuser, remove }
}

describe.each(kept)('A database of the version of %s', tag => {
  const dump = readFileSync(join(folder, 'fixtures', `${tag}.sql`), 'utf8')

  describe.each(['superuser', 'owner who may create roles'])('migrated by a %s', owner => {
    let database: Loaded
    let before: Awaited<ReturnType<typeof contentOf>>
    let after: Awaited<ReturnType<typeof contentOf>>

    beforeAll(async () => {
      database = await loaded(tag, dump, owner)
      before = await contentOf(database.asSuperuser)
      await migrate({ databaseUrl: database.address, authSecret })
      after = await contentOf(database.asSuperuser)
    })

    afterAll(() => database.remove())

    test('had rows in every table', () => {
      expect(Object.entries(before.rows).filter(([, rows]) => !Object.keys(rows).length)).toEqual([])
    })

    test('has every row still, and no other, with the values that it had', () => {
      for (const [table, rows] of Object.entries(before.rows)) {
        const now = after.rows[table] ?? {}
        expect([table, Object.keys(now).sort()]).toEqual([table, Object.keys(rows).sort()])
        for (const [key, row] of Object.entries(rows)) {
          expect([table, asBefore(now[key], row)]).toEqual([table, expected(table, row, tag)])
        }
      }
    })

    test('files its events as their definitions do', () => {
      const filed = Object.values({ ...after.rows.audit_events, ...after.rows.folded_events })
      const defined = filed.filter(({ event }) => lookup(eventCatalogue, String(event)))
      expect(defined.length).toBe(filed.length)
      for (const { event, kind, severity } of defined) {
        const definition = eventCatalogue[event as EventName]
        expect([event, kind, severity]).toEqual([event, definition.kind, definition.severity])
      }
    })

    test('lets everybody do what they could do, and no more', () => {
      expect(before.access.length).toBeGreaterThan(0)
      expect(after.access).toEqual(before.access)
    })

    test('has its jobs, and this version knows each of them', () => {
      expect(before.jobs.length).toBeGreaterThan(0)
      expect(after.jobs).toEqual(before.jobs)
      expect(Object.keys(tasks)).toEqual(expect.arrayContaining(after.jobs.map(job => job.task_identifier)))
    })

    test('goes on with its imports by the groups that their rows name', () => {
      const atWork = Object.values(after.rows.imports!).filter(({ state }) => state === 'running')
      const groupsOf = (one: Row) => one.groups as { id: string; name: string; grants: string[] }[]
      expect(atWork.flatMap(one => groupsOf(one).map(({ name }) => name))).toContain('Finance')
      for (const one of atWork) {
        for (const { id, grants } of groupsOf(one)) {
          const given = after.access.filter(row => row.group_id === id).map(({ permission }) => permission)
          expect(grants).toEqual([...new Set(given)].sort())
        }
      }
    })

    test('leads to its companies by their former slugs for 90 days', () => {
      const slugs = Object.values(after.rows.company_slugs!)
      const former = slugs.filter(({ slug, company_id: id }) => after.rows.companies![String(id)]!.slug !== slug)
      expect(former.length).toBeGreaterThan(0)
      for (const slug of slugs) expect([slug.slug, slug.free_from !== null]).toEqual([slug.slug, former.includes(slug)])
    })

    test('is closed: nothing for the doctor, and row-level security is forced on every table', async () => {
      expect(await inspectCatalogue(database.asSuperuser)).toEqual([])
      const open = await database.asSuperuser`select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`
      expect([...open]).toEqual([])
    })

    test('shows each company all of its own rows, and none of another', async () => {
      const asApp = postgres(roleUrl(database.address, authSecret, 'app'), { max: 1, onnotice: () => {} })
      try {
        for (const company of Object.values(after.rows.companies!)) {
          await asApp.begin(async tx => {
            await tx`select set_config('app.company_id', ${String(company.id)}, true)`
            for (const [table, rows] of Object.entries(after.rows)) {
              const own = Object.values(rows).filter(row => (row.company_id ?? row.id) === company.id).length
              const [seen] = await tx<{ count: number }[]>`select count(*)::int as count from ${tx(table)}`
              expect([table, seen!.count]).toEqual([table, own])
            }
          })
        }
      } finally {
        await asApp.end()
      }
    })
  })
})

test('The fixture of this version can be made: rows in every table, which a database takes as they were', async () => {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/make-fixture.ts', scratch], {
    env: { ...process.env, TEST_DATABASE_URL: server },
  })
  const last = tags.at(-1)!
  const dump = readFileSync(join(scratch, `${last}.sql`), 'utf8')
  expect(dump.length).toBeLessThan(200_000)
  const database = await loaded(last, dump, 'superuser')
  try {
    const { rows } = await contentOf(database.asSuperuser)
    expect(Object.entries(rows).filter(([, of]) => !Object.keys(of).length)).toEqual([])
    expect(await dumpOf(database.asSuperuser)).toBe(dump.slice(dump.indexOf('\ninsert') + 1))
  } finally {
    await database.remove()
  }
})

test('Each fixture is that of a migration', () => {
  expect(tags).toEqual(expect.arrayContaining(kept))
})
