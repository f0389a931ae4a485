import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Piscina } from 'piscina'
import { AppError, invalid } from '@/lib/kernel/errors'
import { ROWS_AT_ONCE } from './batches'
import { foreignFormat } from './formats'
import type { FileRecord } from './layout'
import type { WorkbookAnswer } from './workbook-worker.mjs'

/** More than this many, the one that is read among them, and somebody is better told to come back. */
const MOST_AT_ONCE = 11

/** Of one company one is read and one waits, so that others have their turn. */
const MOST_OF_COMPANY = 2

/** A list of 10,000 people with twenty columns takes a second; what takes this long is made to. */
const LONGEST_MS = 8_000

/** The worker holds what it unpacked, which is bounded, and what it makes of that. */
const MEMORY_MB = 200

interface Workers {
  pool: Piscina
  /** Companies whose workbooks are read or wait, each as often. */
  admitted: string[]
  /** Ends with the last that was admitted, however that ends. */
  last: Promise<unknown>
}

const shared = globalThis as typeof globalThis & { consoleWorkbookWorkers?: Workers }

const workers = (): Workers =>
  (shared.consoleWorkbookWorkers ??= {
    pool: new Piscina({
      filename: join(process.cwd(), 'lib/imports/workbook-worker.mjs'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    }),
    admitted: [],
    last: Promise.resolve(),
  })

const busy = () =>
  new AppError('busy', 'Many workbooks are being processed right now. Try again in a few seconds.', { retryAfter: 5 })

/** Does something when those before it are done: the pool's own queue would let the clock run while a workbook waits. */
async function inTurn<T>(companyId: string, work: () => Promise<T>): Promise<T> {
  const { admitted, last } = workers()
  const theirs = admitted.filter(id => id === companyId).length
  if (admitted.length >= MOST_AT_ONCE || theirs >= MOST_OF_COMPANY) throw busy()
  admitted.push(companyId)
  const turn = last.then(work).finally(() => admitted.splice(admitted.indexOf(companyId), 1))
  workers().last = turn.catch(() => {})
  return turn
}

async function answerOf(bytes: Uint8Array): Promise<WorkbookAnswer> {
  const signal = AbortSignal.timeout(LONGEST_MS)
  try {
    return (await workers().pool.run(bytes, { signal })) as WorkbookAnswer
  } catch (error) {
    const spent = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!spent && !signal.aborted) throw error
    return { kind: 'refused', problem: 'This workbook takes too long to read. Save the sheet as CSV UTF-8 instead.' }
  }
}

export interface Workbook {
  /** The sheet that was read: the first one with people. */
  sheet: string
  sheets: number
  head: FileRecord[]
  records: () => AsyncGenerator<FileRecord>
}

const recordOf = (row: string): FileRecord => {
  const [line, ...cells] = row.split('\u001f')
  return { line: Number(line), cells }
}

/**
 * The rows of a workbook (.xlsx), read on a thread within limits on what it unpacks to (workbook-worker.mjs).
 * @throws AppError `invalid_input` at `file` where it is another archive, damaged, or more than a list of people; `busy` when too many wait, or another of
 * the company does
 */
export async function readWorkbook(bytes: Uint8Array, companyId: string, headRows: number): Promise<Workbook> {
  const answer = await inTurn(companyId, () => answerOf(bytes))
  if (answer.kind === 'refused') throw invalid({ file: answer.problem })
  if (answer.kind !== 'xlsx') throw foreignFormat(answer.kind)
  const rows = answer.text ? answer.text.split('\u001e') : []
  return {
    sheet: answer.sheet,
    sheets: answer.sheets,
    head: rows.slice(0, headRows).map(recordOf),
    async *records() {
      for (const [at, row] of rows.entries()) {
        if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
        yield recordOf(row)
      }
    },
  }
}
