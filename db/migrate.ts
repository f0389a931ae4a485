import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { join } from 'node:path'
import postgres from 'postgres'
import { appRoleOf, appRolePassword, scramVerifier } from './app-role'

/** Any number will do, as long as every instance takes the same lock. */
const MIGRATION_LOCK = 7_203_114

interface MigrateOptions {
  /** The administrator's connection. */
  databaseUrl: string
  /** Sets the app role's password from it; left out where DATABASE_APP_URL names a role made by hand. */
  authSecret?: string
}

/**
 * Brings the database to the present: all pending migrations or none, under one lock, so that
 * several instances may start at once. The lock belongs to a transaction that stays open beside
 * the migrating one: a pooler in transaction mode has no session-level locks.
 * @throws Error with a sentence that tells what the database refused
 */
export async function migrate({ databaseUrl, authSecret }: MigrateOptions): Promise<void> {
  const pool = postgres(databaseUrl, { max: 2, prepare: false, onnotice: () => {}, connect_timeout: 10 })
  try {
    await pool.begin(async locked => {
      await locked`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      const db = drizzle(pool)
      await applyMigrations(db, { migrationsFolder: join(process.cwd(), 'db/migrations') })
      if (authSecret) {
        const role = appRoleOf(databaseUrl).replaceAll('"', '""')
        const verifier = scramVerifier(appRolePassword(authSecret))
        await db.execute(sql.raw(`alter role "${role}" login password '${verifier}'`))
      }
    })
  } catch (error) {
    throw new Error(`The database could not be brought to the present: ${refusalOf(error)}.`, { cause: error })
  } finally {
    await pool.end({ timeout: 5 })
  }
}

/** What the server said. The message of the error around it is the whole text of a statement. */
function refusalOf(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  const { code, message } = innermost as { code?: string; message: string }
  return code === '42501' ? `${message}. The user of DATABASE_URL has to own the database and to be allowed to create roles` : message
}
