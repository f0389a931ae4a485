import { getTableColumns, getTableName, SQL, type Query } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** A statement that is written already. */
class Written extends SQL {
  constructor(private readonly query: Query) {
    super([])
  }

  override toQuery(): Query {
    return this.query
  }
}

/**
 * An insertion of rows, to run or to be the last of its transaction: as drizzle's own, but that its text is put together at once,
 * which for rows by the hundred takes a fraction of the time. Values are values; what no row has, or one lacks, is the column's
 * default.
 * @param ending what follows the rows, such as `on conflict do nothing`; a constant
 */
export function insertRows<T extends PgTable>(
  table: T,
  rows: readonly T['$inferInsert'][],
  ending = '',
): SQL<Record<string, unknown>> {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([key, column]) => column.defaultFn || rows.some(row => (row as Record<string, unknown>)[key] !== undefined),
  )
  const params: unknown[] = []
  const values = rows.map(row => {
    const cells = columns.map(([key, column]) => {
      const given = (row as Record<string, unknown>)[key]
      const value = given === undefined ? column.defaultFn?.() : given
      if (value === undefined) return 'default'
      params.push(value === null ? null : column.mapToDriverValue(value))
      return `$${params.length}`
    })
    return `(${cells.join(', ')})`
  })
  const names = columns.map(([, column]) => `"${column.name}"`)
  return new Written({
    sql: `insert into "${getTableName(table)}" (${names.join(', ')}) values ${values.join(', ')} ${ending}`.trim(),
    params,
  }) as SQL<Record<string, unknown>>
}
