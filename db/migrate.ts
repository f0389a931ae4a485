import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import { join } from 'node:path'
import { Pool } from 'pg'
import postgres from 'postgres'
import { databaseOf, roleName, rolePassword, roles, scramVerifier } from './roles'

/** Any number will do, as long as every instance takes the same lock. */
const MIGRATION_LOCK = 7_203_114

interface MigrateOptions {
  /** The administrator's connection. */
  databaseUrl: string
  /** Sets the roles' passwords from it; left out where DATABASE_APP_URL names a role made by hand. */
  authSecret?: string
}

/**
 * Brings the database to the present: all pending migrations or none, under one lock, so that
 * several instances may start at once. The lock belongs to a transaction that stays open beside
 * the migrating one: a pooler in transaction mode has no session-level locks.
 */
export async function migrate({ databaseUrl, authSecret }: MigrateOptions): Promise<void> {
  const pool = postgres(databaseUrl, { max: 2, prepare: false, onnotice: () => {}, connect_timeout: 10 })
  try {
    await pool.begin(async locked => {
      await locked`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      const db = drizzle(pool)
      await applyMigrations(db, { migrationsFolder: join(process.cwd(), 'db/migrations') })
      for (const role of authSecret ? roles : []) {
        const verifier = scramVerifier(rolePassword(authSecret!, role))
        await db.execute(sql.raw(`alter role ${quoted(roleName(databaseUrl, role))} login password '${verifier}'`))
      }
      const worker = quoted(roleName(databaseUrl, 'worker'))
      // The library asks for its schema each time, which needs this privilege even where the schema is there.
      await db.execute(sql.raw(`grant create on database ${quoted(databaseOf(databaseUrl))} to ${worker}`))
      await migrateQueue(databaseUrl, worker)
      await db.execute(sql.raw(`revoke create on database ${quoted(databaseOf(databaseUrl))} from ${worker}`))
    })
  } finally {
    await pool.end({ timeout: 5 })
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The queue's own tables, made by the library and owned by the worker role. */
async function migrateQueue(databaseUrl: string, worker: string): Promise<void> {
  const pgPool = new Pool({ connectionString: databaseUrl, max: 1 })
  pgPool.on('error', () => {})
  // Queued on the new connection before anything else.
  pgPool.on('connect', connection => void connection.query(`set role ${worker}`))
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) })
  } finally {
    await pgPool.end()
  }
}
