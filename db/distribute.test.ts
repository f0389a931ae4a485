import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { distribute } from './distribute'
import { distributing, stayingHere } from './distribute-migrations'
import { inspectCatalogue } from './doctor'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'

describe('On one PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof makeDatabase>>
  let sql: postgres.Sql

  beforeAll(async () => {
    database = await makeDatabase(process.env.DATABASE_URL!)
    sql = postgres(database.url, { max: 1, onnotice: () => {} })
    await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
  })

  afterAll(async () => {
    await sql.end()
    await database.stop()
  })

  const keys = async () =>
    (await sql`select conname, pg_get_constraintdef(oid) as is from pg_constraint where contype = 'f' order by 1`).map(
      ({ conname, is }) => `${conname} ${is}`,
    )

  test('distributing is refused with a sentence, and nothing changes', async () => {
    const before = await keys()
    await expect(distribute(database.url)).rejects.toThrow(/^This database has no Citus, so it stays on one machine\./)
    expect(await keys()).toEqual(before)
    expect(await inspectCatalogue(sql)).toEqual([])
  })

  test('what broke off on its way is found, and nothing migrates before it is at its end', async () => {
    await sql`create table drizzle.__keys_taken_off (table_name text, key_name text, definition text)`
    expect(await inspectCatalogue(sql)).toEqual([
      expect.objectContaining({ finding: expect.stringMatching(/^the tables are on their way/) }),
    ])
    await expect(migrate({ databaseUrl: database.url })).rejects.toThrow(/npm run console -- distribute/)
    await sql`drop table drizzle.__keys_taken_off`
    await migrate({ databaseUrl: database.url })
    expect(await inspectCatalogue(sql)).toEqual([])
  })
})

describe('A migration', () => {
  const migration = {
    sql: [
      '-- What is for sale.\nCREATE TABLE "campaigns" ("company_id" uuid NOT NULL);',
      'CREATE TABLE IF NOT EXISTS "company_slugs" ();',
      'ALTER TABLE "campaigns" ADD COLUMN "name" text;',
      'create table public.offers (company_id uuid)',
    ],
    folderMillis: 1,
    hash: 'x',
    bps: true,
  }

  test('of a distributed database takes each new table to its machines before anything points from it', () => {
    expect(distributing(migration)).toEqual({
      ...migration,
      sql: [
        `set local citus.multi_shard_modify_mode = 'sequential'`,
        migration.sql[0],
        `select create_distributed_table('public."campaigns"', 'company_id', colocate_with => 'public.users')`,
        migration.sql[1],
        migration.sql[2],
        migration.sql[3],
        `select create_distributed_table('public."offers"', 'company_id', colocate_with => 'public.users')`,
      ],
    })
  })

  test('of one that is not distributed yet stays on its machine', () => {
    expect(stayingHere(migration).sql).toEqual(['set local citus.enable_ddl_propagation = off', ...migration.sql])
  })
})
