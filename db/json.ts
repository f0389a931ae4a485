import { sql, type SQL } from 'drizzle-orm'
import type { Transaction } from './scope'

interface Statement<Row> {
  getSQL(): SQL
  then: PromiseLike<Row[]>['then']
}

const camelCase = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * A whole list as one value of another statement, so that a page with several lists stays one
 * round trip. Keys come back in camel case, and as Dates where they are among `instants`.
 */
export const jsonList = <Row extends object>(statement: Statement<Row>, instants: (keyof Row & string)[] = []) =>
  sql<Row[]>`(select coalesce(json_agg(row_to_json(item)), '[]'::json) from ${statement as unknown as SQL} item)`.mapWith(
    (rows: Record<string, unknown>[]) =>
      rows.map(row => {
        const revived = Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), value]))
        for (const name of instants) revived[name] &&= new Date(revived[name] as string)
        return revived as Row
      }),
  )

/** Several lists in one statement. */
export async function together<T extends Record<string, SQL>>(tx: Transaction, lists: T) {
  const [row] = await tx.select(lists).from(sql`(select 1) as one`)
  return row!
}

/** In place of a list that the reader may not see: nothing is read. */
export const nothing = <Row>() => sql<Row[]>`'[]'::json`.mapWith((): Row[] => [])
