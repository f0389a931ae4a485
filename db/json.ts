import { Column, is, SQL, sql } from 'drizzle-orm'
import type { Transaction } from './transaction'

interface Statement<Row> {
  getSQL(): SQL
  then: PromiseLike<Row[]>['then']
  _: { readonly selectedFields: object }
}

/** Whether what was selected is an instant: a column of the kind, or an expression that is read like one. */
const isInstant = (field: unknown): boolean => {
  const source = is(field, SQL.Aliased) ? field.sql : field
  const decoder = is(source, SQL) ? (source as unknown as { decoder: unknown }).decoder : source
  return is(decoder, Column) && decoder.dataType === 'date'
}

/**
 * A whole list as one value of another statement, so that a page with several lists stays one
 * round trip. The columns go by the names they were selected under; instants come back as Dates.
 */
export const jsonList = <Row extends object>(statement: Statement<Row>) => {
  const fields = Object.entries(statement._.selectedFields)
  const names = fields.map(([name]) => sql.identifier(name))
  const instants = fields.filter(([, field]) => isInstant(field)).map(([name]) => name)
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

/** What a batch of these lists answers. */
export type Batch<T extends Record<string, SQL>> = {
  [Name in keyof T]: T[Name] extends SQL<infer Value> ? Value : never
}

/** In place of a number that the reader may not see: nothing is read. */
export const noNumber = () => sql<number | null>`null::int`

/** In place of a list that the reader may not see: nothing is read. */
export const emptyList = <Row>() => sql<Row[]>`'[]'::json`.mapWith((): Row[] => [])
