import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectCatalogue } from './doctor'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'
import { inspectLargeObjects } from './privileges'
import { roleUrl } from './roles'

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
    [
      'a foreign key without the company',
      'create table a (company_id uuid, id uuid unique, other uuid references a (id))',
      'a_other_fkey',
    ],
    [
      'a definer function',
      'create function peek() returns bigint language sql security definer as $$ select count(*) from users $$',
      'peek()',
    ],
    [
      'an audit log that can be changed',
      `do $$ begin execute format('grant update on audit_events to %I', current_database() || '_app'); end $$`,
      'UPDATE',
    ],
    [
      'an app role that may delete what was',
      `do $$ begin execute format('grant delete on memberships to %I', current_database() || '_app'); end $$`,
      'memberships: DELETE',
    ],
    [
      'an app role that may truncate',
      `do $$ begin execute format('grant truncate on users to %I', current_database() || '_app'); end $$`,
      'users: TRUNCATE',
    ],
    [
      'an app role that is a member of something',
      `do $$ begin execute format('grant pg_read_all_data to %I', current_database() || '_app'); end $$`,
      'pg_read_all_data',
    ],
    [
      'temporary tables for everybody',
      `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
      '_app may make temporary tables',
    ],
  ])('with %s is found out', async (_, statement, named) => {
    expect(await findingsAfter(statement)).toContainEqual(expect.stringContaining(named))
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

describe('What belongs to an extension', () => {
  test('is not judged as if it were ours: extensions that managed servers bring along', async () => {
    const wanted = [
      'pg_stat_statements',
      'pgcrypto',
      'citext',
      'hstore',
      'pg_trgm',
      'postgres_fdw',
      'dblink',
      'btree_gist',
      'ltree',
      'tablefunc',
      'unaccent',
      'pg_buffercache',
      'pg_walinspect',
      'postgis',
      'vector',
      'hypopg',
    ]
    const available = await asAdmin<
      { name: string }[]
    >`select name from pg_available_extensions where name = any (${wanted})`
    expect(available.map(({ name }) => name)).toContain('pg_stat_statements')
    expect(
      await findingsAfter(
        available.map(({ name }) => `create extension if not exists ${name} schema public cascade`).join(';'),
      ),
    ).toEqual([])
  })

  test('may be a table, a view and a definer function in public, as PostGIS has them', async () => {
    expect(
      await findingsAfter(`
        create table spatial_ref_sys (srid integer primary key, auth_name text);
        create view geometry_columns as select c.relname as f_table_name, s.srid from pg_class c, spatial_ref_sys s;
        create materialized view known as select * from geometry_columns;
        create function estimate() returns bigint language sql security definer as $$ select count(*) from pg_class $$;
        grant select on spatial_ref_sys, geometry_columns, known to public;
        alter extension plpgsql add table spatial_ref_sys;
        alter extension plpgsql add view geometry_columns;
        alter extension plpgsql add materialized view known;
        alter extension plpgsql add function estimate();`),
    ).toEqual([])
  })

  test.each([
    ['a view', 'create view peek as select * from users; alter extension plpgsql add view peek', 'peek reads users'],
    [
      'a view of a view',
      `create view inner_one with (security_invoker = true) as select id from users; create view peek as select * from inner_one;
       alter extension plpgsql add view inner_one; alter extension plpgsql add view peek`,
      'peek reads users',
    ],
    [
      'a copy',
      'create materialized view peek as select * from users; alter extension plpgsql add materialized view peek',
      'peek reads users',
    ],
    [
      'a definer function',
      `create function peek() returns bigint language plpgsql security definer as $$ begin return (select count(*) from public.users); end $$;
       alter extension plpgsql add function peek()`,
      'peek() reads users',
    ],
    [
      'a definer function whose body is parsed when it is made',
      `create function peek() returns bigint language sql security definer begin atomic; select count(*) from users; end;
       alter extension plpgsql add function peek()`,
      'peek() reads users',
    ],
    [
      'a table that its heirs are read by',
      'create table peek (id uuid not null); alter extension plpgsql add table peek; alter table users inherit peek',
      'peek reads users',
    ],
  ])('is found out when it opens data of the companies: %s', async (_, statements, named) => {
    expect(await findingsAfter(statements)).toContain(named)
  })

  test('and runs as whoever calls it opens nothing', async () => {
    expect(
      await findingsAfter(`create view peek with (security_invoker = true) as select * from users; alter extension plpgsql add view peek;
        create function count_them() returns bigint language sql as $$ select count(*) from users $$; alter extension plpgsql add function count_them()`),
    ).toEqual([])
  })
})

/** What is found after these statements, which are taken back. */
async function findingsAfter(statements: string): Promise<string[]> {
  const rolledBack = new Error('rolled back')
  let findings: string[] = []
  const attempt = asAdmin.begin(async tx => {
    await tx.unsafe(statements)
    findings = (await inspectCatalogue(tx as unknown as postgres.Sql)).map(({ finding }) => finding)
    throw rolledBack
  })
  await expect(attempt).rejects.toBe(rolledBack)
  return findings
}
