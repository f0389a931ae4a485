import { z } from 'zod'
import type { Context } from './define'
import type { EventFacts, RecordedTarget } from './register'
import './events'

/** Each file is a list as a page shows it; programs page through the list itself. */
export const FILE_OF_A_PAGE = 'It is a file that pages offer; programs page through the list itself.'

/** Of one transaction: enough to be fast, and few enough to hold in memory. */
export const EXPORT_ROWS = 1000

type Exported = EventFacts<'list.exported'>

const formatInput = z.object({
  format: z.enum(['csv', 'jsonl'], { error: 'The format must be csv or jsonl.' }).default('csv'),
})

type ExportInput<I extends z.ZodType> = z.ZodIntersection<I, typeof formatInput>

/** What one transaction reads of it. */
const exportOutput = <R extends z.ZodObject>(row: R) =>
  z.object({
    rows: z.array(row),
    /** Where the next one begins; left out at the end. */
    next: z.string().optional(),
  })

export type ExportOutput<R extends z.ZodObject = z.ZodObject> = ReturnType<typeof exportOutput<R>>

interface ListExport<I extends z.ZodType, R extends z.ZodObject> {
  list: Exported['list']
  /** The list's own, so that a file has what the page shows, by whatever it can be narrowed to; it takes `next` as its `cursor`. */
  input: I
  /** Each field with a `title` that heads its column. */
  row: R
  /** What it was narrowed to, as the audit log may keep it. */
  filters: (input: z.output<I>, actor: Context['actor']) => Record<string, string>
  /** What it is about, where it is a list of one thing. */
  target?: (input: z.output<I>, actor: Context['actor']) => RecordedTarget<'list.exported'>
  read: (context: Context, input: z.output<I>, limit: number) => Promise<{ rows: z.input<R>[]; next?: string }>
}

/**
 * What operations have in common that export a list. The first part of a file is recorded before anything of it leaves, and the last
 * with how many rows there were (lib/operation/export-file.ts).
 */
export function listExport<I extends z.ZodType, R extends z.ZodObject>({
  list,
  input,
  row,
  filters,
  target,
  read,
}: ListExport<I, R>) {
  return {
    input: z.intersection(input, formatInput) as ExportInput<I>,
    output: exportOutput(row),
    internal: FILE_OF_A_PAGE,
    async run(context: Context, asked: z.output<ExportInput<I>>) {
      const { rows: found, next } = await read(context, asked, EXPORT_ROWS)
      const rows = found.map(one => row.parse(one))
      const { part, record, actor } = context
      const options = { target: target?.(asked, actor) }
      const about = { list, format: asked.format, filters: filters(asked, actor) }
      if (!next) record('list.exported', { ...about, rows: (part?.rowsBefore ?? 0) + rows.length }, options)
      else if (!part) record('list.exported', about, options)
      return { rows, next }
    },
  }
}
