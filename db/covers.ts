import { sql, type SQL } from 'drizzle-orm'

/** What somebody holds, and of whose permissions it is asked: left out, of all. */
export interface HeldPermissions {
  keys: readonly string[]
  /** Only permissions on these resources count. */
  resources?: readonly string[]
}

/** Whether the groups of a person grant something that these keys do not cover: the arithmetic of can.ts. */
export function holdsBeyond(companyId: string, userId: SQL, { keys, resources }: HeldPermissions): SQL<boolean> {
  const held = sql`${sql.param([...keys])}::text[]`
  const counting = resources ? sql`p.resource = any(${sql.param([...resources])}::text[])` : sql`true`
  return sql<boolean>`exists (
    select 1 from memberships m
    join grants g on g.company_id = m.company_id and g.group_id = m.group_id
    join permissions p on p.company_id = g.company_id and p.id = g.permission_id
    where m.company_id = ${companyId} and m.user_id = ${userId} and ${counting}
      and not (p.resource || ':' || p.action = any(${held}) or p.resource || ':*' = any(${held}) or '*:*' = any(${held})))`
}
