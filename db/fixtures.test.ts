import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventCatalogue } from '@/lib/audit/catalogue'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import { lookup } from '@/lib/kernel/lookup'
import type { EventName } from '@/lib/operation/register'
import { builtInPermissions } from '@/lib/permissions/built-in'
import { tasks } from '@/lib/server/tasks'
import { afterSplit, splitPermissions } from '@/testing/before-split'
import { dumpOf, tablesOf } from '@/testing/dump'
import { earlierDatabase, migrationTags, type EarlierDatabase } from '@/testing/earlier-version'
import { inspectCatalogue } from './doctor'
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
  {
    by: '0015_split_permissions',
    table: 'permissions',
    column: 'description',
    why: "The texts of Console's own permissions say all that they open.",
    becomes: ({ built_in: builtIn, resource, action, description }) =>
      builtIn
        ? builtInPermissions.find(one => one.resource === resource && one.action === action)!.description
        : description,
  },
  {
    by: '0023_email_changes',
    table: 'permissions',
    column: 'description',
    why: 'Likewise.',
    becomes: ({ built_in: builtIn, resource, action, description }) =>
      builtIn
        ? builtInPermissions.find(one => one.resource === resource && one.action === action)!.description
        : description,
  },
  {
    by: '0030_permission_texts',
    table: 'permissions',
    column: 'description',
    why: 'Likewise.',
    becomes: ({ built_in: builtIn, resource, action, description }) =>
      builtIn
        ? builtInPermissions.find(one => one.resource === resource && one.action === action)!.description
        : description,
  },
  ...['users', 'groups'].map(table => ({
    by: '0020_search',
    table,
    column: 'name_key',
    why: 'Keys are made by fold(), the same on every server.',
    becomes: ({ name }: Row) => nameKey(String(name)),
  })),
  ...['users', 'invitations'].map(table => ({
    by: '0020_search',
    table,
    column: 'email_key',
    why: 'Likewise.',
    becomes: ({ email }: Row) => addressKey(String(email)),
  })),
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

type Rows = Record<string, Record<string, Row>>

interface Addition {
  /** The migration that adds the rows. */
  by: string
  table: string
  why: string
  /** What tells such a row from others of the table, all rows being at hand. */
  tell: (row: Row, rows: Rows) => string
  /** The rows to be added, told so, given those that were there. */
  added: (before: Rows) => string[]
}

const keyOf = ({ company_id: company, permission_id: id }: Row, { permissions }: Rows): string => {
  const { resource, action } = permissions![`${String(company)} ${String(id)}`]!
  return `${String(resource)}:${String(action)}`
}

const additions: Addition[] = [
  {
    by: '0015_split_permissions',
    table: 'permissions',
    why: 'Of permissions that opened too much others came, in every company.',
    tell: ({ company_id: company, resource, action, built_in: builtIn }) =>
      `${String(company)} ${String(resource)}:${String(action)} ${builtIn ? 'built in' : 'its own'}`,
    added: ({ companies }) =>
      Object.keys(companies!).flatMap(company =>
        Object.values(splitPermissions)
          .flat()
          .map(key => `${company} ${key} built in`),
      ),
  },
  {
    by: '0015_split_permissions',
    table: 'grants',
    why: 'Who was granted one of them is granted what came of it, since the same time.',
    tell: (row, rows) =>
      [row.company_id, row.group_id, keyOf(row, rows), 'since', row.created_at].map(String).join(' '),
    added: before =>
      Object.values(before.grants!).flatMap(row =>
        (splitPermissions[keyOf(row, before)] ?? []).map(key =>
          [row.company_id, row.group_id, key, 'since', row.created_at].map(String).join(' '),
        ),
      ),
  },
]

const folder = 'db/migrations'
const scratch = mkdtempSync(join(tmpdir(), 'console-fixtures-'))
const tags = migrationTags
const kept = readdirSync(join(folder, 'fixtures')).map(file => basename(file, '.sql'))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What told rows apart, and still does, before 0019_holdings gave them ids of their own. */
const formerKeys: Record<string, string[]> = {
  memberships: ['company_id', 'group_id', 'user_id'],
  grants: ['company_id', 'group_id', 'permission_id'],
}
const hasIds = (tag: string): boolean => tags.indexOf(tag) >= tags.indexOf('0019_holdings')

/**
 * All that a database holds, by table and the primary key of the version that it comes from, and what of it matters beyond the
 * rows.
 */
async function contentOf(sql: postgres.Sql, tag: string) {
  const rows: Rows = {}
  for (const { name, key } of await tablesOf(sql)) {
    const found = await sql<{ row: Row }[]>`select to_jsonb(t) as row from ${sql(name)} t`
    const telling = (!hasIds(tag) && formerKeys[name]) || key
    rows[name] = Object.fromEntries(found.map(({ row }) => [telling.map(column => row[column]).join(' '), row]))
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
      where coalesce(to_jsonb(m) ->> 'ended_at', to_jsonb(r) ->> 'ended_at') is null
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

/** To compare rows whatever their order. */
const told = (row: Row | unknown[]): string => JSON.stringify(row)

/** Those of its columns that a row had before. */
const asBefore = (row: Row | undefined, before: Row): Row | undefined =>
  row && Object.fromEntries(Object.entries(row).filter(([column]) => column in before))

describe.each(kept)('A database of the version of %s', tag => {
  const dump = readFileSync(join(folder, 'fixtures', `${tag}.sql`), 'utf8')

  describe.each(['superuser', 'owner who may create roles'])('migrated by a %s', owner => {
    let database: EarlierDatabase
    let before: Awaited<ReturnType<typeof contentOf>>
    let after: Awaited<ReturnType<typeof contentOf>>

    beforeAll(async () => {
      database = await earlierDatabase(tag, dump, { owner, scratch })
      before = await contentOf(database.asSuperuser, tag)
      await database.migrate()
      after = await contentOf(database.asSuperuser, tag)
    })

    afterAll(() => database.remove())

    test('had rows in every table', () => {
      expect(Object.entries(before.rows).filter(([, rows]) => !Object.keys(rows).length)).toEqual([])
    })

    test('has every row still, and no other but those that a migration is to add, with the values that it had', () => {
      for (const [table, rows] of Object.entries(before.rows)) {
        const now = after.rows[table] ?? {}
        const since = additions.filter(one => one.table === table && tags.indexOf(one.by) > tags.indexOf(tag))
        const tell = since[0]?.tell ?? (() => 'unknown')
        const others = Object.entries(now).filter(([key]) => !(key in rows))
        expect([table, others.map(([, row]) => tell(row, after.rows)).sort()]).toEqual([
          table,
          since.flatMap(({ added }) => added(before.rows)).sort(),
        ])
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
      const split = tags.indexOf('0015_split_permissions') > tags.indexOf(tag)
      const whole = before.access.flatMap(row =>
        (split ? afterSplit([String(row.permission)]) : [row.permission]).map(permission => ({ ...row, permission })),
      )
      expect(after.access.map(told).sort()).toEqual(whole.map(told).sort())
    })

    test('says in dated rows what groups, permissions and people are now: who adds or renames any by a migration does there too', () => {
      const open = (table: string, of: string, columns: string[]) =>
        Object.values(after.rows[table]!)
          .filter(row => row.ended_at === null)
          .map(row => told([row.company_id, row[of], ...columns.map(column => row[column])]))
      const live = (table: string, columns: string[]) =>
        Object.values(after.rows[table]!).map(row =>
          told([row.company_id, row.id, ...columns.map(column => row[column])]),
        )
      expect(open('group_names', 'group_id', ['name']).sort()).toEqual(live('groups', ['name']).sort())
      expect(open('permission_keys', 'permission_id', ['resource', 'action']).sort()).toEqual(
        live('permissions', ['resource', 'action']).sort(),
      )
      expect(open('user_statuses', 'user_id', ['status']).sort()).toEqual(live('users', ['status']).sort())
    })

    test("has Console's own permissions, with the texts of this version, in every company", () => {
      const own = builtInPermissions.map(({ resource, action, description }) => told({ resource, action, description }))
      for (const company of Object.keys(after.rows.companies!)) {
        const stored = Object.values(after.rows.permissions!)
          .filter(row => row.company_id === company && row.built_in)
          .map(({ resource, action, description }) => told({ resource, action, description }))
        expect(stored.sort()).toEqual(own.sort())
      }
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
      const asApp = postgres(roleUrl(database.address, process.env.AUTH_SECRET!, 'app'), { max: 1, onnotice: () => {} })
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

test('Bulk acts and receipts that an earlier version kept in the log only can be undone and read afterwards', async () => {
  const tag = '0007_copied_links'
  const dump = readFileSync(join(folder, 'fixtures', `${tag}.sql`), 'utf8')
  const database = await earlierDatabase(tag, dump, { owner: 'superuser', scratch })
  try {
    const sql = database.asSuperuser
    const [act] = await sql<Row[]>`select * from audit_events where event = 'users.bulk_done' limit 1`
    const [receipt] = await sql<
      Row[]
    >`select * from audit_events where event = 'user.deactivated' and company_id = ${String(act!.company_id)}`
    const added = {
      ...act,
      id: randomUUID(),
      event: 'group.member_added',
      target_type: 'user',
      target_id: receipt!.target_id,
    }
    const old = { ...receipt, id: randomUUID(), target_id: act!.actor_id, data: { sessionsEnded: 3 } }
    const middle = { ...old, id: randomUUID(), data: { ended: { sessions: 2, passwordResets: 1 }, lastHeld: null } }
    await sql`insert into audit_events ${sql([{ ...added, data: { bulk: act!.target_id } }, old, middle] as Row[])}`
    await database.migrate()
    const company = String(act!.company_id)
    expect([
      ...(await sql`select act, done, group_name, actor_id from bulk_actions where company_id = ${company}`),
    ]).toEqual([{ act: 'add', done: 1, group_name: 'Finance', actor_id: act!.actor_id }])
    expect([
      ...(await sql`select bulk_action_id, user_id from bulk_action_people where company_id = ${company}`),
    ]).toEqual([{ bulk_action_id: act!.target_id, user_id: receipt!.target_id }])
    const receipts = await sql<Row[]>`select * from deactivations where company_id = ${company}`
    expect(receipts.find(row => row.id === receipt!.id)).toMatchObject({
      user_id: receipt!.target_id,
      at: receipt!.at,
      ended: { sessions: 1, signInCodes: 0, passwordResets: 0 },
      took_ms: 8,
      last_held: [],
    })
    expect(receipts.find(row => row.id === middle.id)).toMatchObject({
      ended: { sessions: 2, passwordResets: 1, signInCodes: 0 },
      last_held: [],
    })
    expect(receipts.find(row => row.id === old.id)).toMatchObject({
      ended: { sessions: 3, signInCodes: 0, passwordResets: 0 },
      took_ms: null,
      reason_given: false,
    })
  } finally {
    await database.remove()
  }
})

test('Is not migrated while instances of an earlier version are connected, and is as soon as they are gone', async () => {
  const tag = '0007_copied_links'
  const dump = readFileSync(join(folder, 'fixtures', `${tag}.sql`), 'utf8')
  const database = await earlierDatabase(tag, dump, { owner: 'owner who may create roles', scratch })
  const older = postgres(roleUrl(database.address, process.env.AUTH_SECRET!, 'app'), { max: 1, onnotice: () => {} })
  try {
    const before = await contentOf(database.asSuperuser, tag)
    await older`select 1`
    await expect(database.migrate()).rejects.toThrow(/other instances of Console are connected \(sessions: 1\); stop/)
    expect(await contentOf(database.asSuperuser, tag)).toEqual(before)
    await older.end()
    await database.migrate()
    expect((await contentOf(database.asSuperuser, tag)).rows.search_words).not.toEqual({})
  } finally {
    await older.end()
    await database.remove()
  }
})

test('The fixture of this version can be made: rows in every table, which a database takes as they were', async () => {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/make-fixture.ts', scratch], {
    // It is of one machine, wherever these tests run.
    env: { ...process.env, TEST_DATABASE_URL: process.env.DATABASE_URL, TEST_CITUS_WORKERS: '' },
  })
  const last = tags.at(-1)!
  const dump = readFileSync(join(scratch, `${last}.sql`), 'utf8')
  expect(dump.length).toBeLessThan(450_000)
  const database = await earlierDatabase(last, dump, { owner: 'superuser', scratch })
  try {
    const { rows } = await contentOf(database.asSuperuser, last)
    expect(Object.entries(rows).filter(([, of]) => !Object.keys(of).length)).toEqual([])
    expect(await dumpOf(database.asSuperuser)).toBe(dump.slice(dump.indexOf('\ninsert') + 1))
  } finally {
    await database.remove()
  }
})

test('Each fixture is that of a migration', () => {
  expect(tags).toEqual(expect.arrayContaining(kept))
})
