import { asc, desc, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { invalid } from '@/lib/kernel/errors'

/** Where a page begins: beyond the row with this sort key and id, forwards or back. */
export interface Cursor {
  key: string
  id: string
  back: boolean
}

interface KeysetPage<Row> {
  rows: Row[]
  /** Cursors of the neighbouring pages, where there are any. */
  previous?: string
  next?: string
}

const encode = ({ key, id, back }: Cursor): string => Buffer.from(JSON.stringify([key, id, back])).toString('base64url')

/** @throws AppError `invalid_input` for a cursor that this application did not make. */
export function decodeCursor(text: string | undefined): Cursor | undefined {
  if (!text) return undefined
  try {
    const [key, id, back] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof key === 'string' && key.length < 1000 && !key.includes('\0') && /^[0-9a-f-]{36}$/.test(String(id))) {
      return { key, id: String(id), back: back === true }
    }
  } catch {
    // Answered below.
  }
  throw invalid({ cursor: 'This page marker is not valid. Start again at the first page.' })
}

interface Order {
  /** Left out where the ids are in the order that is wanted. */
  key?: PgColumn
  id: PgColumn
  descending: boolean
  cursor: Cursor | undefined
}

/** The condition and the order of one page; a row comparison, which the index answers directly. */
export function keyset({ key, id, descending, cursor }: Order): {
  where: SQL | undefined
  orderBy: SQL[]
  /** As the rows are read: in reverse before a cursor. */
  descending: boolean
} {
  const down = descending !== Boolean(cursor?.back)
  const direction = down ? desc : asc
  const than = sql.raw(down ? '<' : '>')
  if (!key)
    return { where: cursor && sql`${id} ${than} ${cursor.id}::uuid`, orderBy: [direction(id)], descending: down }
  const type = key.getSQLType().startsWith('timestamp') ? sql`::timestamptz` : sql`::text`
  const beyond = cursor && sql`(${key}, ${id}) ${than} (${cursor.key}${type}, ${cursor.id}::uuid)`
  return { where: beyond, orderBy: [direction(key), direction(id)], descending: down }
}

/**
 * Cuts a page out of `limit + 1` rows as `keyset` ordered them, and says where its neighbours begin.
 * @param keyOf the sort key of a row, as the cursor carries it; left out where ids alone are the order
 */
export function pageOf<Row extends { id: string }>(
  found: Row[],
  limit: number,
  cursor: Cursor | undefined,
  keyOf: (row: Row) => string = () => '',
): KeysetPage<Row> {
  const more = found.length > limit
  const rows = found.slice(0, limit)
  if (cursor?.back) rows.reverse()
  const first = rows[0]
  const last = rows.at(-1)
  const hasPrevious = cursor ? !cursor.back || more : false
  const hasNext = cursor?.back ? true : more
  return {
    rows,
    ...(first && hasPrevious && { previous: encode({ key: keyOf(first), id: first.id, back: true }) }),
    ...(last && hasNext && { next: encode({ key: keyOf(last), id: last.id, back: false }) }),
  }
}
