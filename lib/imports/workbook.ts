import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Piscina } from 'piscina'
import { AppError, invalid } from '@/lib/kernel/errors'
import { ROWS_AT_ONCE } from './batches'
import { foreignFormat } from './formats'
import type { FileRecord } from './layout'
import type { WorkbookAnswer } from './workbook-worker.mjs'

/** More than this many waiting, and somebody is better told to come back. */
const QUEUE = 10

/** A list of 10,000 people with twenty columns takes a second; what takes this long is made to. */
const LONGEST_MS = 8_000

/** The worker holds what it unpacked, which is bounded, and what it makes of that. */
const MEMORY_MB = 200

const shared = globalThis as typeof globalThis & { consoleWorkbookWorkers?: Piscina }

const workers = (): Piscina =>
  (shared.consoleWorkbookWorkers ??= new Piscina({
    filename: join(process.cwd(), 'lib/imports/workbook-worker.mjs'),
    minThreads: 0,
    maxThreads: 1,
    maxQueue: QUEUE,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  }))

const busy = () =>
  new AppError('busy', 'Many workbooks are being read right now. Please try again in a few seconds.', { retryAfter: 5 })

async function answerOf(bytes: Uint8Array): Promise<WorkbookAnswer> {
  const signal = AbortSignal.timeout(LONGEST_MS)
  try {
    return (await workers().run(bytes, { signal })) as WorkbookAnswer
  } catch (error) {
    if (error instanceof Error && /queue/i.test(error.message)) throw busy()
    const spent = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!spent && !signal.aborted) throw error
    return { kind: 'refused', problem: 'This workbook takes too long to read. Save its one sheet as CSV UTF-8.' }
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
 * @throws AppError `invalid_input` at `file` where it is another archive, damaged, or more than a list of people; `busy` when too many wait
 */
export async function readWorkbook(bytes: Uint8Array, headRows: number): Promise<Workbook> {
  const answer = await answerOf(bytes)
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
