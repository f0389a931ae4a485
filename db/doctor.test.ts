import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from './make-database'
import { roleUrl } from './roles'
import { inspectCatalogue } from './doctor'
import { inspectLargeObjects } from './privileges'
import { migrate } from './migrate'

const authSecret = process.env.AUTH_SECRET!
let database: Awaited<ReturnType<typeof makeDatabase>>
let asAdmin: postgres.Sql

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  // Several instances start at the same moment; the migrations happen once.
  await Promise.all(Array.from({ length: 4 }, () => migrate({ databaseUrl: database.url, authSecret })))
  asAdmin = postgres(database.url, { max: 1, onnotice: () => {} })
})

afterAll(async () => {
  await asAdmin.end()
  await database.stop()
})

describe('The catalogue of a migrated database', () => {
  test('has no open lock, whoever looks', async () => {
    expect(await inspectCatalogue(asAdmin)).toEqual([])
    const asApp = postgres(roleUrl(database.url, authSecret, 'app'), { max: 1, onnotice: () => {} })
    expect(await inspectCatalogue(asApp)).toEqual([])
    await asApp.end()
  })

  test('stays as it is when migrated again', async () => {
    await migrate({ databaseUrl: database.url, authSecret })
    expect(await inspectCatalogue(asAdmin)).toEqual([])
  })

  test.each([
    ['a table without row-level security', 'create table leak (company_id uuid primary key)', 'leak'],
    ['a table that does not force it', 'alter table users no force row level security', 'users'],
    ['a second policy', 'create policy wide on users using (true)', 'users'],
    ['a policy with another text', 'alter policy company on users using (true)', 'users'],
    ['a view that runs as its owner', 'create view everyone as select * from users', 'everyone'],
    ['a materialised view', 'create materialized view everyone as select * from users', 'everyone'],
    ['a unique key without the company', 'create unique index loose on users (email)', 'loose'],
    ['a foreign key without the company', 'create table a (company_id uuid, id uuid unique, other uuid references a (id))', 'a_other_fkey'],
    ['a definer function', 'create function peek() returns bigint language sql security definer as $$ select count(*) from users $$', 'peek()'],
    ['an audit log that can be changed', `do $$ begin execute format('grant update on audit_events to %I', current_database() || '_app'); end $$`, 'UPDATE'],
    ['an app role that may truncate', `do $$ begin execute format('grant truncate on users to %I', current_database() || '_app'); end $$`, 'users: TRUNCATE'],
    ['an app role that is a member of something', `do $$ begin execute format('grant pg_read_all_data to %I', current_database() || '_app'); end $$`, 'pg_read_all_data'],
    ['temporary tables for everybody', `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`, '_app may make temporary tables'],
  ])('with %s is found out', async (_, statement, named) => {
    const rolledBack = new Error('rolled back')
    const attempt = asAdmin.begin(async tx => {
      await tx.unsafe(statement)
      const findings = await inspectCatalogue(tx as unknown as postgres.Sql)
      expect(findings.map(({ finding }) => finding).join('\n')).toContain(named)
      throw rolledBack
    })
    await expect(attempt).rejects.toBe(rolledBack)
    expect(await inspectCatalogue(asAdmin)).toEqual([])
  })
})

test('Large objects for everybody are named, with the statement that closes them', async () => {
  expect(await inspectLargeObjects(asAdmin)).toEqual([])
  await asAdmin`grant execute on function lo_create(oid) to public`
  const [warning] = await inspectLargeObjects(asAdmin)
  const statement = /revoke execute on function .* from public;$/.exec(warning!)![0]
  await asAdmin.unsafe(statement)
  expect(await inspectLargeObjects(asAdmin)).toEqual([])
})
