import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { beginBoth, inOneRoundTrip, sendEach, refusalIn, type Session, withTwoSessions } from './side-by-side'

/**
 * What Console rests on that a server may say yes to and not do: compatible engines answer advisory locks with nothing, poolers
 * hand a setting on to the next client. So it is tried, at every start, in transactions that leave nothing behind.
 */
type Proof = (one: Session, other: Session) => Promise<string[]>

const PATIENCE_MS = 20_000

/** Whoever has to wait at all meets the first; the second is for servers that know none for locks. */
const BRIEFLY = [`set local lock_timeout = '1ms'`, `set local statement_timeout = '250ms'`]
/** SQLSTATE of either. */
const TIMED_OUT = new Set(['55P03', '57014'])

/**
 * As the administrator: before migrations, which rest on the lock of one instance at a time.
 * @returns what does not hold, a sentence each; and whether all was tried, for which there have to be migrations already
 */
export async function inspectAsAdministrator(databaseUrl: string): Promise<{ findings: string[]; complete: boolean }> {
  return withTwoSessions(databaseUrl, async (one, other) => {
    const complete = await hasMigrations(one)
    const findings = await tried(one, other, {
      'Advisory locks': locks,
      ...(complete && { 'for update skip locked': rowLocks }),
    })
    return { findings, complete }
  })
}

/** Another instance may be at work: the table is there before its first row. */
async function hasMigrations(session: Session): Promise<boolean> {
  const [table] = await session.unsafe<{ known: boolean }[]>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  )
  if (!table?.known) return false
  const [row] = await session.unsafe<{ any: boolean }[]>(
    'select exists (select from drizzle.__drizzle_migrations) as any',
  )
  return row?.any ?? false
}

/**
 * As the application, in a database with tables.
 * @returns what does not hold, a sentence each
 */
export const inspectAsApplication = (appUrl: string): Promise<string[]> =>
  withTwoSessions(appUrl, (one, other) =>
    tried(one, other, {
      'Advisory locks': locks,
      'Transaction-local settings': settings,
      'Row-level security': rowSecurity,
    }),
  )

/** What the server refuses to try at all it does not do either. */
async function tried(one: Session, other: Session, proofs: Record<string, Proof>): Promise<string[]> {
  const findings: string[] = []
  for (const [subject, proof] of Object.entries(proofs)) {
    try {
      findings.push(...(await proof(one, other)))
    } catch (error) {
      if (!(error instanceof postgres.PostgresError)) throw error
      findings.push(`${subject} could not be tried: ${error.message}`)
    }
    await Promise.all([one.unsafe('rollback'), other.unsafe('rollback')])
  }
  return findings
}

const locks: Proof = async (one, other) => {
  const findings: string[] = []
  // Names of nobody else's: several instances may do this at the same moment.
  const [held, free] = [lockNamed(randomUUID()), lockNamed(randomUUID())]
  await beginBoth(one, other)
  await one.unsafe(`select pg_advisory_xact_lock(${held})`)
  if (!(await canLock(other, free)))
    findings.push('Advisory locks cannot be had: a transaction was refused one that nobody held')
  if (await canLock(other, held))
    findings.push('Advisory locks do not exclude: a transaction was given one that another transaction held')
  const code = await refusalIn(other, ...BRIEFLY, `select pg_advisory_xact_lock(${held})`)
  if (!TIMED_OUT.has(code ?? ''))
    findings.push('Advisory locks do not exclude: a transaction did not wait for one that another transaction held')
  await one.unsafe('commit')
  if (!(await canLock(other, held))) findings.push('Advisory locks outlive the transactions that took them')
  return findings
}

const lockNamed = (name: string): string => `hashtextextended('start ${name}', 0)`

/** Whether the lock can be taken at this moment; it is given back. */
async function canLock(session: Session, lock: string): Promise<boolean> {
  const [, [row] = []] = await inOneRoundTrip<{ got: boolean }>(
    session,
    'savepoint attempt',
    `select pg_try_advisory_xact_lock(${lock}) as got`,
    'rollback to savepoint attempt',
  )
  return row?.got === true
}

interface Settings {
  company: string | null
  slug: string | null
}

const settings: Proof = async session => {
  const findings: string[] = []
  const [company, slug] = [randomUUID(), `start-${randomUUID()}`]
  const seen = async () => {
    const [row] = await session.unsafe<Settings[]>(
      `select current_setting('app.company_id', true) as company, current_setting('app.company_slug', true) as slug`,
    )
    return row!
  }
  await session.unsafe('begin')
  const before = await seen()
  if (before.company || before.slug)
    findings.push(
      'app.company_id or app.company_slug has a value before Console sets it (alter role … set, alter database … set, or left by another session)',
    )
  // The two ways there are.
  await session.unsafe(`set local app.company_id = '${company}'`)
  await session.unsafe(`select set_config('app.company_slug', '${slug}', true)`)
  const within = await seen()
  if (within.company !== company || within.slug !== slug)
    findings.push('Transaction-local settings are not seen by the transaction that set them')
  await session.unsafe('commit; begin')
  const after = await seen()
  if (after.company === company || after.slug === slug)
    findings.push(
      'Transaction-local settings outlive their transaction: the next one would see what another company sees',
    )
  return findings
}

/** Rows that every database has, and only its administrator. */
const rowLocks: Proof = async (one, other) => {
  const row = (where: string) => `select id from drizzle.__drizzle_migrations ${where} limit 1 for update skip locked`
  await beginBoth(one, other)
  const mine = await anyFree(() => one.unsafe<{ id: number }[]>(row('')))
  if (!mine) return ['for update skip locked skips rows that nobody has locked']
  await sendEach(other, BRIEFLY)
  try {
    const taken = await other.unsafe(row(`where id = ${Number(mine.id)}`))
    return taken.length
      ? ['for update skip locked does not skip: it gave out a row that another transaction had locked']
      : []
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && TIMED_OUT.has(error.code))) throw error
    return ['for update skip locked does not skip: it waits for a row that another transaction has locked']
  }
}

/** Other instances may be trying theirs, for a moment each. */
async function anyFree<T>(select: () => PromiseLike<readonly T[]>): Promise<T | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const [row] = await select()
    if (row) return row
    await wait(Math.random() * 25)
  }
  return undefined
}

/** Two companies that are never committed, and a row of each: in the table of companies, and in one of theirs. */
const rowSecurity: Proof = async session => {
  const findings = new Set<string>()
  const companies = [randomUUID(), randomUUID()]
  const counts = companies.flatMap(id => [
    { id, count: `select count(*)::int as seen from companies where id = '${id}'` },
    { id, count: `select count(*)::int as seen from throttles where company_id = '${id}'` },
  ])
  const within = (id: string) => `set local app.company_id = '${id}'`
  const row = (id: string, key: string) => `insert into throttles (company_id, key) values ('${id}', 'start ${key}')`
  const company = (id: string) => `insert into companies (id, slug, name) values ('${id}', 'start-${id}', 'Start')`
  // Somebody may have locked a table for a while, which says nothing about the server.
  await sendEach(session, ['begin', `set local statement_timeout = '${PATIENCE_MS}'`])
  for (const id of companies) {
    await session.unsafe(within(id))
    await inOneRoundTrip(session, company(id), row(id, 'one'))
  }
  for (const present of [...companies, '']) {
    await session.unsafe(within(present))
    const results = await inOneRoundTrip<{ seen: number }>(session, ...counts.map(({ count }) => count))
    for (const [n, { id }] of counts.entries()) {
      const seen = results[n]![0]!.seen
      if (id === present && seen !== 1) findings.add("Row-level security hides a company's rows from itself")
      if (id !== present && seen !== 0)
        findings.add(
          present
            ? 'Row-level security does not close: rows of one company are seen within another'
            : 'Row-level security does not close: rows are seen where no company is set',
        )
    }
  }
  await session.unsafe(within(companies[0]!))
  if ((await refusalIn(session, row(companies[1]!, 'two'))) !== '42501')
    findings.add('Row-level security does not close: rows of one company can be written within another')
  return [...findings]
}
