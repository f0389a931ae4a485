import type postgres from 'postgres'

/** One table's columns in order, and its primary key; what the database computes by itself is left out. */
interface Table {
  name: string
  columns: string[]
  key: string[]
  /** Tables whose rows have to be there before. */
  needs: string[]
}

/** The tables with company data, in an order in which their rows can be written. */
export async function tablesOf(sql: postgres.Sql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select c.relname as name,
      array(select attname::text from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
      array(select a.attname::text from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::smallint[])
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::smallint[], a.attnum)) as key,
      array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and t.oid <> c.oid) as needs
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`
  const ordered: Table[] = []
  const place = (table: Table): void => {
    if (ordered.includes(table)) return
    for (const needed of tables.filter(({ name }) => table.needs.includes(name))) place(needed)
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

const quoted = (name: string): string => `"${name}"`

/**
 * All rows as SQL, to be read into a database of the same migrations: INSERT statements, which every PostgreSQL takes over any
 * connection, and the jobs that wait as calls of the queue's function, whatever its tables are like by then.
 * @param sql a superuser's connection: nobody else sees the rows of all companies
 */
export async function dumpOf(sql: postgres.Sql): Promise<string> {
  await sql`set timezone = 'UTC'`
  const statements: string[] = []
  for (const { name, columns, key } of await tablesOf(sql)) {
    const values = columns.map(column => `quote_nullable(${quoted(column)}::text)`).join(', ')
    const rows = await sql.unsafe<{ row: string }[]>(
      `select concat_ws(', ', ${values}) as row from ${quoted(name)} order by ${key.map(quoted).join(', ')}`,
    )
    if (!rows.length) continue
    const into = `${quoted(name)} (${columns.map(quoted).join(', ')})`
    statements.push(`insert into ${into} values\n${rows.map(({ row }) => `(${row})`).join(',\n')};`)
  }
  const jobs = await sql<{ call: string }[]>`
    select format('select graphile_worker.add_job(%L, %L::json, run_at => %L, max_attempts => %s, job_key => %L, priority => %s);',
      t.identifier, j.payload, j.run_at, j.max_attempts, j.key, j.priority) as call
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`
  return [...statements, ...jobs.map(({ call }) => call)].join('\n\n').concat('\n')
}
