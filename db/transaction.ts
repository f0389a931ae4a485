import type { Query, SQLWrapper } from 'drizzle-orm'
import { PgDialect, type PgTransaction } from 'drizzle-orm/pg-core'
import { PostgresJsSession, PostgresJsTransaction, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import type { Client } from './client'
import { isWorthName } from './statement-names'

export type Transaction = PgTransaction<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>

/** A transaction that is open, as the one who opened it sees it. */
export interface OpenTransaction {
  tx: Transaction
  /**
   * The last statement, sent in one write with the commit: its failure undoes everything, and nothing can be read of it. The
   * last one that is given is it.
   */
  last: (statement: SQLWrapper) => void
}

interface Steps {
  /** A connection is free, and nothing is sent. @throws to send nothing */
  begun: () => void
  /** The database answered. */
  heard: () => void
  /** Before what is last is sent. @throws to have it undone */
  beforeCommit: () => void
}

const dialect = new PgDialect()

/** As the driver counts them; the protocol has 16 bits for it. */
const MOST_PARAMETERS = 65_534

/** What the database said first: everything after it fails for its sake only (in_failed_sql_transaction). */
const isConsequence = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && cause.code === '25P02') return true
  return false
}

/**
 * What the driver itself would not send, while the commit behind it went on its way.
 * @throws Error
 */
function sendable(query: Query): Query {
  if (query.params.length >= MOST_PARAMETERS) throw new Error('The last statement has too many parameters.')
  if (query.params.includes(undefined)) throw new Error('The last statement lacks the value of a parameter.')
  return query
}

/**
 * One transaction, in as few journeys to the database as it has questions: its beginning travels with the first, and the last
 * statement with the commit (docs/decisions/0025-journeys-to-the-database.md).
 * @param settings statements in plain text, of what holds for the transaction only. Each is a message of its own: a Citus passes on
 *   to its workers all that such a statement came with, a `begin` too, of which each would complain in its log.
 * @param options.named whether the database may keep its statements, under names, and the plans of them
 * @throws what `work` throws, after a rollback; what the database says of the last statement; Error when the connection is lost,
 *   or the database answers the commit with a rollback
 */
export async function transact<T>(
  { pool }: Client,
  settings: readonly string[],
  work: (open: OpenTransaction) => Promise<T>,
  { begun, heard, beforeCommit }: Steps,
  { named = true }: { named?: boolean } = {},
): Promise<T> {
  const reserved = await pool.reserve().catch((cause: unknown) => {
    // The driver would go on waiting for it and lose a connection that comes free; so this pool is not to be used any more.
    throw Object.assign(new Error('No connection could be opened.', { cause }), { code: 'CONNECTION_REFUSED' })
  })
  let lost = false
  let failure: Error | undefined
  let onLost!: (error: Error) => void
  const closed = new Promise<never>((_, reject) => {
    onLost = error => {
      lost = true
      reject(error)
    }
  })

  let over = false
  /**
   * On its way in the order of the calls; what it answers may be awaited later. Whoever goes on asking when the transaction is
   * over, beside a question that failed, would ask in the next one on this connection, which is somebody else's.
   */
  const send = (text: string, params: unknown[] = [], options: object = {}) => {
    if (over) throw new Error('This transaction is over.')
    const query = reserved.unsafe(text, params as never[], {
      ...options,
      prepare: named && isWorthName(text, params.length),
    })
    query.catch((error: Error) => (failure ??= error))
    return query
  }

  const run = async (): Promise<T> => {
    begun()
    const beginning = send('begin', [], {
      // The driver tells of a connection that closes between two statements to nobody else.
      onexecute: (connection: object) => {
        Object.assign(connection, { onclose: onLost })
        return true
      },
    })
    const opening = Promise.all([beginning, ...settings.map(setting => send(setting))])
    opening.then(heard, () => {})
    const session = new PostgresJsSession({ unsafe: send } as unknown as postgres.Sql, dialect, undefined)
    const tx = new PostgresJsTransaction(dialect, session as never, undefined) as unknown as Transaction
    let ending: SQLWrapper | undefined
    let end: Query | undefined
    let result: T
    try {
      // A pooler that knows no prepared statements may not know what is sent ahead of an answer either.
      if (!pool.options.prepare) await opening
      result = await work({ tx, last: statement => (ending = statement) })
      await opening
      if (failure) throw failure
      heard()
      end = ending && sendable(dialect.sqlToQuery(ending.getSQL()))
      beforeCommit()
    } catch (error) {
      const undone = send('rollback')
      over = true
      await undone.catch(() => (lost = true))
      throw failure && isConsequence(error) ? failure : error
    }
    const written = end && send(end.sql, end.params)
    const committed = send('commit')
    over = true
    // Both, or the connection would be the next one's before it is free.
    await Promise.allSettled([written, committed])
    await written
    const { command } = await committed
    heard()
    if (command !== 'COMMIT') throw new Error(`The database answered the commit with ${command}.`)
    return result
  }

  try {
    return await Promise.race([run(), closed])
  } finally {
    // One that was lost is not for the next.
    if (!lost) reserved.release()
  }
}
