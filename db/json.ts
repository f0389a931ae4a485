import { sql, type SQL } from 'drizzle-orm'
import type { Transaction } from './scope'

interface Statement<Row> {
  getSQL(): SQL
  then: PromiseLike<Row[]>['then']
  _: { readonly selectedFields: object }
}

/**
 * A whole list as one value of another statement, so that a page with several lists stays one
 * round trip. The columns go by the names they were selected under; those among `instants` come back as Dates.
 */
export const jsonList = <Row extends object>(statement: Statement<Row>, instants: (keyof Row & string)[] = []) => {
  const names = Object.keys(statement._.selectedFields).map(name => sql.identifier(name))
  return sql<
    Row[]
  >`(select coalesce(json_agg(row_to_json(item)), '[]'::json) from ${statement as unknown as SQL} as item (${sql.join(names, sql`, `)}))`.mapWith(
    (rows: Record<string, unknown>[]) => {
      for (const row of rows) for (const name of instants) row[name] &&= new Date(row[name] as string)
      return rows as Row[]
    },
  )
}

/** Several lists in one statement. */
export async function batch<T extends Record<string, SQL>>(tx: Transaction, lists: T) {
  const [row] = await tx.select(lists).from(sql`(select 1) as one`)
  return row!
}

/** In place of a list that the reader may not see: nothing is read. */
export const emptyList = <Row>() => sql<Row[]>`'[]'::json`.mapWith((): Row[] => [])
