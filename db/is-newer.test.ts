import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOLD_VERSION } from '@/lib/kernel/fold'
import { isFolded } from './is-folded'
import { whyNewer } from './is-newer'
import { migrationsIn } from './journal'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'
import { roleUrl } from './roles'

const authSecret = process.env.AUTH_SECRET!
let database: Awaited<ReturnType<typeof makeDatabase>>
let sql: postgres.Sql
let asApp: postgres.Sql

beforeAll(async () => {
  database = await makeDatabase(process.env.DATABASE_URL!)
  await migrate({ databaseUrl: database.url, authSecret })
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
  asApp = postgres(roleUrl(database.url, authSecret, 'app'), { max: 1, onnotice: () => {} })
})

afterAll(async () => {
  await Promise.all([sql.end(), asApp.end()])
  await database.stop()
})

const start = () => migrate({ databaseUrl: database.url, authSecret })

const made = (by: number) => sql.unsafe(`comment on table search_words is 'Keys and words by version ${by} of fold()'`)

const advice = 'start that version, or restore a backup from before the upgrade'

describe('A start of a version', () => {
  test('with all migrations and the keys of the database goes on', async () => {
    expect([await whyNewer(sql), await whyNewer(asApp)]).toEqual([undefined, undefined])
    await start()
  })

  test('that does not know the last migration of the database is refused, and one that knows it goes on', async () => {
    const before = await sql`select * from drizzle.__drizzle_migrations order by id`
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) select 'newer', max(created_at) + 1 from drizzle.__drizzle_migrations`
    await expect(start()).rejects.toThrow(
      `The database could not be brought to the present: it belongs to a newer version of Console (it has migrations after ${migrationsIn().at(-1)!.tag}); ${advice}.`,
    )
    await sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`
    expect(await sql`select * from drizzle.__drizzle_migrations order by id`).toEqual(before)
    await start()
  })

  test('whose keys are older than those of the database is refused and leaves them; newer ones are made', async () => {
    await made(FOLD_VERSION + 1)
    const reason = `it belongs to a newer version of Console (its keys were made by a version of fold() after ${FOLD_VERSION}); ${advice}`
    expect([await whyNewer(sql), await whyNewer(asApp)]).toEqual([reason, reason])
    await expect(start()).rejects.toThrow(reason)
    expect(await isFolded(sql)).toBe(false)
    await made(FOLD_VERSION - 1)
    expect(await whyNewer(asApp)).toBe(undefined)
    // Whoever is connected by another version would go on writing its keys.
    await expect(start()).rejects.toThrow(
      'other instances of Console are connected (sessions: 1); stop all of them first',
    )
    expect(await isFolded(sql)).toBe(false)
    await asApp.end()
    await start()
    expect(await isFolded(sql)).toBe(true)
  })

  test('is not refused by a database that is empty', async () => {
    const empty = await makeDatabase(process.env.DATABASE_URL!)
    const there = postgres(empty.url, { max: 1, onnotice: () => {} })
    expect(await whyNewer(there)).toBe(undefined)
    await there.end()
    await empty.stop()
  })
})
