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
    await sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`
    expect(await isMigrated(sql)).toBe(false)
  } finally {
    await sql.end()
    await database.stop()
  }
})
