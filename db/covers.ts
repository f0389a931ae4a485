import { sql, type SQL } from 'drizzle-orm'
import { coversSql, holdingsNowOrLater, permissionRows } from './holdings'

/** What somebody holds, and of whose permissions it is asked: left out, of all. */
export interface HeldPermissions {
  keys: readonly string[]
  /** Only permissions on these resources count. */
  resources?: readonly string[]
}

/** Whether the groups of a person grant, now or later, something that these keys do not cover. */
export function holdsBeyond(companyId: string, userId: SQL, { keys, resources }: HeldPermissions): SQL<boolean> {
  const counting = resources ? sql`h.resource = any(${sql.param([...resources])}::text[])` : sql`true`
  return sql<boolean>`exists (
    select 1 from ${holdingsNowOrLater(companyId)} h
    where h.user_id = ${userId} and ${counting}
      and not exists (select 1 from ${permissionRows(keys)} own where ${coversSql(sql`own`, sql`h`)}))`
}
