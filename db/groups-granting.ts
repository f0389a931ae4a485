import { sql, type SQL } from 'drizzle-orm'
import { coversSql } from './holdings'

/**
 * Ids of the groups that grant what a key names, or a wildcard that covers it; an array that is made once.
 * @param granted what groups grant, now or also later (db/holdings.ts)
 */
export function groupsGranting(granted: SQL, key: string): SQL {
  const [resource = '', action = ''] = key.split(':')
  return sql`array(
    select g.group_id from (select ${resource}::text as resource, ${action}::text as action) wanted
    join ${granted} g on ${coversSql(sql`g`, sql`wanted`)})`
}
