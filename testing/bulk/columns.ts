import { sql, type SQL } from 'drizzle-orm'

/** As text on the way, because drizzle hands arrays of instants to the driver unserialized. */
export const unnest = (columns: { values: (string | null)[]; type: string }[]): SQL =>
  sql.join(
    columns.map(({ values, type }) => sql`${sql.param(values)}::text[]::${sql.raw(type)}[]`),
    sql`, `,
  )

/** One row that every company has, to stand in `from`: a distributed database takes rows to where it finds others of the company. */
export const anyRow = (companyId: string): SQL =>
  sql`(select company_id from permissions where company_id = ${companyId} and resource = '*' and action = '*')`

/** A moment as a column takes it. */
export const moments = (of: readonly (Date | null | undefined)[]) => ({
  values: of.map(at => at?.toISOString() ?? null),
  type: 'timestamptz',
})

export const texts = (values: (string | null)[]) => ({ values, type: 'text' })

export const uuids = (values: (string | null)[]) => ({ values, type: 'uuid' })
