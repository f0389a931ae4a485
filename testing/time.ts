import { sql, type SQL } from 'drizzle-orm'

/** What stands in a column of instants, so many seconds earlier: immutable, as a distributed database wants it in an UPDATE. */
export const earlier = (column: string, seconds: number): SQL =>
  sql`(${sql.identifier(column)} at time zone 'UTC' - make_interval(secs => ${seconds})) at time zone 'UTC'`
