import type postgres from 'postgres'

/** Tables that every machine has all of: small, seldom written, and pointed to by all others. */
export const referenceTables: readonly string[] = ['companies', 'company_slugs']

/** How a table of Console's lies on the machines of a Citus. */
export type Placement = 'local' | 'reference' | 'distributed'

/** Whether the database has the extension. */
export async function hasCitus(sql: postgres.ISql): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select from pg_extension where extname = 'citus') as has`
  return row!.has
}

/** Whether companies lie on several machines in this database, all of them or not yet all. */
export async function isDistributed(sql: postgres.ISql): Promise<boolean> {
  if (!(await hasCitus(sql))) return false
  const [row] = await sql<{ is: boolean }[]>`
    select exists (select from pg_dist_partition where logicalrelid = to_regclass('public.companies')) as is`
  return row!.is
}

/**
 * Where each of Console's tables lies. A table that Citus knows as a local one, for its keys, counts as local.
 * @param sql a connection to a database that has the extension
 */
export async function placements(sql: postgres.ISql): Promise<{ table: string; placement: Placement }[]> {
  return sql<{ table: string; placement: Placement }[]>`
    select c.relname as table,
      case when p.partmethod = 'h' then 'distributed' when p.partmethod = 'n' and p.repmodel = 't' then 'reference' else 'local' end as placement
    from pg_class c left join pg_dist_partition p on p.logicalrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_depend member where member.classid = 'pg_class'::regclass and member.objid = c.oid and member.deptype = 'e')
    order by c.relname`
}
