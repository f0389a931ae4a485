import postgres from 'postgres'
import { expect, test } from 'vitest'
import { isMigrated } from './is-migrated'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'

test('A database is at the present when it has the last migration, and not before', async () => {
  const database = await makeDatabase(process.env.DATABASE_URL!)
  const sql = postgres(database.url, { max: 1, onnotice: () => {} })
  try {
    expect(await isMigrated(sql)).toBe(false)
    await migrate({ databaseUrl: database.url, authSecret: process.env.AUTH_SECRET! })
    expect(await isMigrated(sql)).toBe(true)
    // A newer version's: nothing is to be done here, and nothing may be.
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) select 'newer', max(created_at) + 1 from drizzle.__drizzle_migrations`
    expect(await isMigrated(sql)).toBe(true)
    await sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`
    await sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`
    expect(await isMigrated(sql)).toBe(false)
  } finally {
    await sql.end()
    await database.stop()
  }
})
