import { resolve } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { PgDialect, type PgSession } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import { Logger, runMigrations } from 'graphile-worker'
import { Pool } from 'pg'
import postgres from 'postgres'
import { FOLD_VERSION } from '@/lib/kernel/fold'
import { hasCitus, isDistributed } from './citus'
import { isUnfinished } from './distribute'
import { distributing, KEEP_HERE, stayingHere } from './distribute-migrations'
import { foldVersion } from './is-folded'
import { lastMigration, whyNewer } from './is-newer'
import { MIGRATIONS, migrationsIn } from './journal'
import { MIGRATION_LOCK, requireNobodyElse } from './migration-lock'
import { takeFromPublic } from './privileges'
import { refold } from './refold'
import { databaseOf, roleName, rolePassword, roles, scramVerifier } from './roles'

/**
 * What the app role's sessions begin with. A statement that runs longer gives its connection back; the
 * application waits 10 s for the whole transaction. A plan that was made when a table was small would be kept, by the
 * checks of foreign keys, too, while others write thousands of rows: so each statement is planned for what it is asked
 * and for the tables as they are, no plan reads a whole table where an index does, and none is compiled because reading
 * one was priced as a last resort.
 */
const sessionSettings = {
  statement_timeout: '5s',
  idle_in_transaction_session_timeout: '15s',
  plan_cache_mode: 'force_custom_plan',
  enable_seqscan: 'off',
  jit: 'off',
}

interface MigrateOptions {
  /** The administrator's connection. */
  databaseUrl: string
  /** Sets the roles' passwords from it; left out where DATABASE_APP_URL names a role made by hand, which is left alone. */
  authSecret?: string
  /** Told in a sentence what an upgrade could not do and leaves to the operator. */
  say?: (sentence: string) => void
  /** For tests: another folder of migrations, such as those of an earlier version. */
  folder?: string
}

/**
 * Brings the database to the present: all pending migrations or none, under one lock, so that
 * several instances may start at once. The lock belongs to a transaction that stays open beside
 * the migrating one: a pooler in transaction mode has no session-level locks.
 * @throws Error with a sentence that tells what the database refused, or that it is of a newer version
 */
export async function migrate({ databaseUrl, authSecret, say, folder = MIGRATIONS }: MigrateOptions): Promise<void> {
  const pool = postgres(databaseUrl, { max: 2, prepare: false, onnotice: () => {}, connect_timeout: 10 })
  try {
    await pool.begin(async locked => {
      await locked`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      const newer = await whyNewer(locked, folder)
      if (newer) throw new Error(newer)
      await requireAlone(locked, databaseUrl, folder)
      if (await isUnfinished(locked))
        throw new Error(
          'the tables are on their way to several machines; finish that first: npm run console -- distribute',
        )
      const db = drizzle(pool)
      await applyMigrations(pool, resolve(folder))
      await refold(pool, databaseUrl, say)
      if (authSecret) {
        for (const statement of roleStatements(databaseUrl, authSecret)) await db.execute(sql.raw(statement))
      }
      const citus = await hasCitus(pool)
      const here = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
        pool.begin(async tx => {
          if (citus) await tx.unsafe(KEEP_HERE)
          await work(tx)
        })
      await here(tx => takeFromPublic(tx, databaseUrl))
      const worker = quoted(roleName(databaseUrl, 'worker'))
      // The library asks for its schema each time, which needs this privilege even where the schema is there.
      await here(tx => tx.unsafe(`grant create on database ${quoted(databaseOf(databaseUrl))} to ${worker}`))
      await migrateQueue(databaseUrl, worker, citus)
      await here(tx => tx.unsafe(`revoke create on database ${quoted(databaseOf(databaseUrl))} from ${worker}`))
    })
  } catch (error) {
    throw new Error(`The database could not be brought to the present: ${refusalOf(error)}.`, { cause: error })
  } finally {
    await pool.end({ timeout: 5 })
  }
}

/** All that are to come, in one transaction. */
async function applyMigrations(pool: postgres.Sql, migrationsFolder: string): Promise<void> {
  const config = { migrationsFolder }
  const fit = (await isDistributed(pool)) ? distributing : (await hasCitus(pool)) ? stayingHere : undefined
  const migrations = readMigrationFiles(config)
  // As drizzle's own migrate() does, whose types do not see that a session is a session.
  const session = drizzle(pool)._.session as unknown as PgSession
  await new PgDialect().migrate(fit ? migrations.map(fit) : migrations, session, config)
}

/**
 * Migrations that an instance of the version before must not live to see: it would take memberships that have ended for present
 * ones, and write rows without the keys that they are found by.
 */
const ALONE = new Set(['0019_holdings', '0020_search'])

/** @throws Error where one of these is to come, or keys of another fold(), and the application is connected */
async function requireAlone(locked: postgres.TransactionSql, databaseUrl: string, folder: string): Promise<void> {
  const last = await lastMigration(locked)
  const toCome = last && migrationsIn(folder).some(({ tag, when }) => ALONE.has(tag) && when > last)
  if (!toCome && ((await foldVersion(locked)) ?? FOLD_VERSION) === FOLD_VERSION) return
  await requireNobodyElse(locked, databaseUrl, 'since this upgrade changes what they read')
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The queue's own tables, made by the library and owned by the worker role. They are on one machine, and so are locks. */
async function migrateQueue(databaseUrl: string, worker: string, citus: boolean): Promise<void> {
  const pgPool = new Pool({ connectionString: databaseUrl, max: 1 })
  pgPool.on('error', () => {})
  // Queued on the new connection before anything else.
  const first = `${citus ? `${KEEP_HERE.replace('set local', 'set')}; ` : ''}set role ${worker}`
  pgPool.on('connect', connection => void connection.query(first))
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) })
  } finally {
    await pgPool.end()
  }
}

/** At every start, because none of it is in a dump of the database that may have been restored. */
function roleStatements(databaseUrl: string, authSecret: string): string[] {
  const app = `${quoted(roleName(databaseUrl, 'app'))} in database ${quoted(databaseOf(databaseUrl))}`
  return [
    ...roles.map(
      role =>
        `alter role ${quoted(roleName(databaseUrl, role))} login password '${scramVerifier(rolePassword(authSecret, role))}'`,
    ),
    ...Object.entries(sessionSettings).map(([name, value]) => `alter role ${app} set ${name} = '${value}'`),
  ]
}

/** What the server said. The message of the error around it is the whole text of a statement. */
function refusalOf(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  const { code, message } = innermost as { code?: string; message: string }
  return code === '42501'
    ? `${message}. The user of DATABASE_URL has to own the database and to be allowed to create roles`
    : message
}
