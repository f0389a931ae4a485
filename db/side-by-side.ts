import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'

/** One connection and no more, so that transactions may be begun and ended by hand. */
export type Session = postgres.Sql

/** How long a second transaction is waited for beside the first, and both are tried for. */
const PATIENCE_MS = 500
const TRIED_MS = 15_000

/** Of everything together: a server that leaves a statement without an answer must not leave the start without one. */
const DEADLINE_MS = 30_000

/**
 * Opens two connections for `work`, and ends them with whatever is open on them.
 * @param address of the database, for the role that asks
 * @throws Error with a sentence when the server does not answer for 30 s
 */
export async function withTwoSessions<T>(
  address: string,
  work: (one: Session, other: Session) => Promise<T>,
): Promise<T> {
  const sessions = [connectionTo(address), connectionTo(address)] as const
  const end = () => Promise.allSettled(sessions.map(session => session.end({ timeout: 0 })))
  let late = false
  const deadline = setTimeout(() => {
    late = true
    void end()
  }, DEADLINE_MS)
  try {
    // Connected together, and not one after the other as they begin.
    await Promise.all(sessions.map(session => session.unsafe('select 1')))
    return await work(...sessions)
  } catch (error) {
    throw late ? new Error('The database does not answer.', { cause: error }) : error
  } finally {
    clearTimeout(deadline)
    await end()
  }
}

const connectionTo = (address: string): Session =>
  postgres(address, { max: 1, prepare: false, fetch_types: false, connect_timeout: 5, onnotice: () => {} })

/**
 * Begins a transaction on each. Instances that start together may take each other the last connections of a pooler: who gets
 * no second one in time gives the first one back, and tries again at another moment.
 * @throws Error with a sentence when there are no two within 15 s
 */
export async function beginBoth(one: Session, other: Session): Promise<void> {
  const until = performance.now() + TRIED_MS
  for (;;) {
    await one.unsafe('begin')
    const begun = other.unsafe('begin')
    const inTime = await Promise.race([begun.then(() => true), wait(PATIENCE_MS, false)])
    if (inTime) return
    await one.unsafe('rollback')
    await begun
    await other.unsafe('rollback')
    if (performance.now() > until)
      throw new Error(
        'The database lets Console have no two transactions at the same time. A pooler in front of it needs a larger pool.',
      )
    await wait(Math.random() * PATIENCE_MS)
  }
}

/**
 * Tries statements within a transaction, each in a message of its own, and takes back what they did.
 * @returns the SQLSTATE that one was refused with; undefined when none was
 */
export async function refusalIn(session: Session, ...statements: string[]): Promise<string | undefined> {
  await session.unsafe('savepoint attempt')
  const code = await sendEach(session, statements).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof postgres.PostgresError) return error.code
      throw error
    },
  )
  await session.unsafe('rollback to savepoint attempt')
  return code
}

/** Each in a message of its own, as `set local` has to be: a Citus passes on to its machines all that it came with. */
export async function sendEach(session: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.unsafe(statement)
}

/**
 * Sends several statements at once, as one round trip.
 * @returns the rows of each
 */
export const inOneRoundTrip = <Row>(session: Session, ...statements: string[]): Promise<Row[][]> =>
  session.unsafe(statements.join('; ')).then(results => results as unknown as Row[][])
