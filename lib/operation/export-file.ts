import type { z } from 'zod'
import { BYTE_ORDER_MARK, csvRecords } from '@/lib/kernel/csv'
import { localTimestamp } from '@/lib/kernel/days'
import { AppError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { forReader, readerTimeZone } from '@/lib/kernel/reader'
import type { Operation } from './define'
import type { ExportOutput } from './list-export'
import { execute, type Caller } from './run'

type Format = 'csv' | 'jsonl'

const types: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
}

/** Each holds a connection for a part of the time, and a person reads one file after the other. */
const AT_ONCE = 2

/** How many files of each person this process is writing. */
const writing = new Map<string, number>()

/** @throws AppError `too_often` where this many are written already. @returns what ends it, to be called once or more often */
function begin(person: string): () => void {
  const others = writing.get(person) ?? 0
  if (others >= AT_ONCE)
    throw new AppError('too_often', 'You already have two exports running. Wait until one of them has finished.', {
      retryAfter: 10,
    })
  writing.set(person, others + 1)
  let ended = false
  return () => {
    if (ended) return
    ended = true
    const left = (writing.get(person) ?? 1) - 1
    if (left) writing.set(person, left)
    else writing.delete(person)
  }
}

/** Moments are by the clock of who takes the file, with how far it is from UTC: the days of its rows are those of the page. */
const text = (value: unknown, timeZone: string): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return localTimestamp(value, timeZone)
  if (Array.isArray(value)) return value.map(one => text(one, timeZone)).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

type Row = Record<string, unknown>

/** How rows are written; the columns, and what heads them, are those that the operation declares. */
function writer(
  format: Format,
  { shape }: z.ZodObject,
  timeZone: string,
): { head: string; write: (rows: readonly Row[]) => string } {
  if (format === 'jsonl') return { head: '', write: rows => rows.map(row => `${JSON.stringify(row)}\n`).join('') }
  const columns = Object.entries(shape).map(([key, schema]) => ({
    key,
    title: (schema as z.ZodType).meta()?.title ?? key,
  }))
  return {
    head: BYTE_ORDER_MARK + csvRecords([columns.map(({ title }) => title)]),
    write: rows => csvRecords(rows.map(row => columns.map(({ key }) => text(row[key], timeZone)))),
  }
}

export interface ExportedFile {
  type: string
  extension: Format
  /** Of whose company it is. */
  company: string
  /** By whose clock it is written. */
  timeZone: string
  content: ReadableStream<Uint8Array>
}

/**
 * A list as a file, read a part at a time as fast as somebody takes it: each in a short transaction of its own, which asks anew who
 * it is and whether they may, so that the file ends where their access does. What cannot be finished fails, and is no shorter file.
 * The first part is read, and recorded, before there is a file.
 */
export async function exportFile<I extends z.ZodType, R extends z.ZodObject, P>(
  operation: Operation<I, ExportOutput<R>, P>,
  caller: Caller,
  input: Record<string, unknown>,
): Promise<ExportedFile> {
  const format: Format = input.format === 'jsonl' ? 'jsonl' : 'csv'
  const encoder = new TextEncoder()
  let end = () => {}
  const onActor: Caller['onActor'] = actor => {
    end = begin(`${actor.company.id} ${actor.userId}`)
  }
  const first = await forReader({}, async () => {
    const result = await execute(operation, { ...caller, onActor }, input)
    return { ...result, timeZone: readerTimeZone() }
  }).catch((error: unknown) => {
    end()
    throw error
  })
  const { timeZone } = first
  const { head, write } = writer(format, operation.output.shape.rows.element, timeZone)
  const readOn = (cursor: string) =>
    forReader({ timeZone }, async () => {
      const later = await execute(operation, { ...caller, part: { rowsBefore: rows } }, { ...input, cursor })
      // Its days would be others than those of the first part.
      if (later.actor.timeZone !== first.actor.timeZone)
        throw new AppError('conflict', 'Your time zone was changed meanwhile. Export the list again.')
      return later
    })
  let part: { rows: readonly Row[]; next?: string } | undefined = first.data
  let rows = 0
  let gone = false
  const giveUp = () => {
    gone = true
    end()
  }
  // Who leaves before anything is sent: nobody takes the stream then, and nobody cancels it.
  const { signal } = caller.request
  if (signal?.aborted) giveUp()
  else signal?.addEventListener('abort', giveUp, { once: true })
  const content = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (gone || !part) return
        const piece: string = (rows === 0 ? head : '') + write(part.rows)
        rows += part.rows.length
        if (piece) controller.enqueue(encoder.encode(piece))
        const { next: cursor } = part
        part = cursor ? (await readOn(cursor)).data : undefined
        if (part || gone) return
        end()
        controller.close()
      } catch (error) {
        end()
        log.warn({ err: error, operation: operation.name, requestId: caller.request.requestId }, 'An export broke off.')
        controller.error(error)
      }
    },
    cancel: giveUp,
  })
  return { type: types[format], extension: format, company: first.actor.company.slug, timeZone, content }
}
