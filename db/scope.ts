import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { databaseAway, outcomeUnknown } from '@/lib/kernel/errors'
import { isCompanySlug } from '@/lib/kernel/slug'
import { client, discard, type Client } from './client'
import { askForSlug, setCompany } from './scope-settings'
import { transact, type OpenTransaction } from './transaction'

declare const scoped: unique symbol

/** Proof of an open transaction that sees one company. Only this file can make one. */
export interface CompanyScope extends Readonly<OpenTransaction> {
  readonly companyId: string
  /** Whether there is such a company: before anyone is signed in, work goes the same way where there is none. */
  readonly exists: boolean
  readonly [scoped]: true
}

/** Longer than the database's own 5 s for a statement, so that it normally answers first. */
const DEADLINE_MS = 10_000

/** Of the operator's bulk work: an end to waiting for a database that went away, and none that work meets. */
const BULK_MS = 30 * 60_000

/** Longer than a statement may take, so that a database that is there has said something by then. */
const SILENCE_MS = 6_000

/** postgres.js's own codes, the system's, and SQLSTATE class 08 and 57P0x (shutdown, crash, cannot connect now). */
const isConnectionError = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (/^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|57P0)/.test(code)) return true
  }
  return false
}

/**
 * How long plans serve. The application's role has each made anew (db/migrate.ts), for what is asked and for the tables as they
 * are, also those by which each row's foreign keys are checked. `kept`: for what reads, which a session may do by plans that it
 * kept. `once`: for what writes rows by the hundred, whose foreign keys are checked by one plan, made now: to make it anew is most of
 * what such a transaction costs, and one that was kept from when a table was small reads an index from end to end.
 */
export type Plans = 'anew' | 'kept' | 'once'

/** A named statement has a plan that is kept; what `once` is for is planned for the rows that it is given. */
const planSettings: Record<Plans, string[]> = {
  anew: [],
  kept: ['set local plan_cache_mode = auto'],
  once: ['set local plan_cache_mode = auto', 'discard plans'],
}

/**
 * Opens one transaction that sees and writes the rows of one company and of nobody else.
 * The company is set for the transaction only, so that no pooler hands it to the next client.
 * @throws AppError `unavailable` when the database is away or the deadline (10 s) has passed, and nothing was done;
 *   `outcome_unknown` when it went away during the commit; whatever `work` throws otherwise, after a rollback.
 */
export async function inCompany<T>(
  companyId: string,
  work: (scope: CompanyScope) => Promise<T>,
  { plans = 'anew' }: { plans?: Plans } = {},
): Promise<T> {
  return inTransaction(
    [setCompany(companyId), ...planSettings[plans]],
    open => work({ companyId, exists: true, ...open } as CompanyScope),
    { named: plans !== 'once' },
  )
}

/**
 * The same where there is no such company, for what answers alike whether or not there is one: it finds no rows, takes as long,
 * and must write none.
 */
export async function inNoCompany<T>(work: (scope: CompanyScope) => Promise<T>): Promise<T> {
  const companyId = randomUUID()
  return inTransaction([setCompany(companyId)], open => work({ companyId, exists: false, ...open } as CompanyScope))
}

/**
 * The same for bulk work of the operator at the machine, which nobody's request waits for: a statement may take
 * half an hour, and so may all of it.
 * @throws as `inCompany`
 */
export async function inCompanyInBulk<T>(companyId: string, work: (scope: CompanyScope) => Promise<T>): Promise<T> {
  const settings = [
    setCompany(companyId),
    `set local statement_timeout = ${BULK_MS}`,
    `set local idle_in_transaction_session_timeout = ${BULK_MS}`,
  ]
  return inTransaction(settings, open => work({ companyId, exists: true, ...open } as CompanyScope), {
    deadlineMs: BULK_MS,
  })
}

/** The one unscoped read: which company a slug, also a former one, leads to. */
export async function companyIdBySlug(slug: string): Promise<string | undefined> {
  // Whatever else is asked for is asked for in the same way, and takes as long.
  const asked = isCompanySlug(slug) ? slug : ''
  return inTransaction([askForSlug(asked)], async ({ tx }) => {
    const rows = await tx.execute<{ company_id: string }>(
      sql`select company_id from company_slugs where slug = ${asked}`,
    )
    return rows[0]?.company_id
  })
}

async function inTransaction<T>(
  settings: readonly string[],
  work: (open: OpenTransaction) => Promise<T>,
  { deadlineMs = DEADLINE_MS, named = true }: { deadlineMs?: number; named?: boolean } = {},
): Promise<T> {
  const used = client()
  const turn: Turn = { late: false }
  // Whoever was told that it did not happen must be right.
  const requireTime = () => {
    if (turn.late) throw databaseAway(noAnswer(deadlineMs))
  }
  const steps = {
    begun() {
      requireTime()
      turn.begunAt = performance.now()
    },
    heard() {
      used.heardAt = performance.now()
    },
    beforeCommit() {
      requireTime()
      turn.ending = true
    },
  }
  const running = transact(used, settings, work, steps, { named })
  try {
    return await withDeadline(used, turn, running, deadlineMs)
  } catch (error) {
    if (!isConnectionError(error)) throw error
    discard(used)
    throw turn.ending ? outcomeUnknown(error) : databaseAway(error)
  }
}

/** A transaction's place in the queue for a connection. */
interface Turn {
  begunAt?: number
  /** Its commit is on the way: whether it happens is for the database to say. */
  ending?: boolean
  late: boolean
}

const noAnswer = (deadlineMs: number) => new Error(`No answer within ${deadlineMs} ms`)

/**
 * A deadline that passed while waiting for a connection tells of a crowd, not of a broken client:
 * throwing that away would fail everybody else in the queue too. A database that nobody hears from, or
 * that leaves a transaction of ours without its answer, is another matter.
 */
function isBroken({ heardAt }: Client, { begunAt }: Turn): boolean {
  const since = performance.now() - SILENCE_MS
  return heardAt < since || (begunAt !== undefined && begunAt < since)
}

async function withDeadline<T>(used: Client, turn: Turn, running: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    const giveUp = () => {
      turn.late = true
      if (isBroken(used, turn)) discard(used)
      reject((turn.ending ? outcomeUnknown : databaseAway)(noAnswer(deadlineMs)))
    }
    timer = setTimeout(() => {
      if (turn.ending) timer = setTimeout(giveUp, SILENCE_MS)
      else giveUp()
    }, deadlineMs)
  })
  running.catch(() => {})
  try {
    return await Promise.race([running, deadline])
  } finally {
    clearTimeout(timer)
  }
}
