import type postgres from 'postgres'
import { databaseOf, roleName, roles } from './roles'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** What makes a large object or writes one: rows without a company and without row-level security, which nobody would find. */
const largeObjectFunctions = [
  'lo_creat(integer)',
  'lo_create(oid)',
  'lo_from_bytea(oid, bytea)',
  'lo_import(text)',
  'lo_import(text, oid)',
  'lo_put(oid, bigint, bytea)',
  'lowrite(integer, bytea)',
]

const largeObjectStatement = (from: string): string =>
  `revoke execute on function ${largeObjectFunctions.map(one => `pg_catalog.${one}`).join(', ')} from ${from}`

const ourRoles = roles.map(role => `current_database() || '_${role}'`).join(', ')

/** Which role of ours may execute which of them. */
const openLargeObjects = `select r.rolname, p.oid::regprocedure::text from pg_proc p join pg_roles r on r.rolname in (${ourRoles})
    where p.oid = any (array[${largeObjectFunctions.map(one => `'pg_catalog.${one}'`).join(', ')}]::regprocedure[])
      and has_function_privilege(r.oid, p.oid, 'execute')`

/**
 * What is everybody's in a new database and nobody's in Console's. At every start, since a dump that was restored does not
 * bring the database's own privileges along. The functions of large objects belong to the superuser: where the
 * administrator is none, `doctor` says what is left to do.
 * @param sql the administrator's connection
 */
export async function takeFromPublic(sql: postgres.ISql, databaseUrl: string): Promise<void> {
  const parties = ['public', ...roles.map(role => quoted(roleName(databaseUrl, role)))].join(', ')
  await sql.unsafe(`revoke temporary on database ${quoted(databaseOf(databaseUrl))} from ${parties}`)
  const [me] = await sql<{ super: boolean }[]>`select rolsuper as super from pg_roles where rolname = current_user`
  if (me?.super) await sql.unsafe(largeObjectStatement(parties))
}

/** For the checks of doctor.ts: temporary tables are outside every policy, and their names go before ours. */
export const temporaryTables = {
  name: 'No role of the application can make temporary tables',
  sql: `select rolname || ' may make temporary tables: revoke temporary on database ' || quote_ident(current_database()) || ' from public' as finding
    from pg_roles where rolname in (${ourRoles}) and has_database_privilege(oid, current_database(), 'TEMPORARY')`,
}

/**
 * What only a superuser can mend, and what therefore is no reason to refuse to start.
 * @returns sentences; nothing when all is well
 */
export async function inspectLargeObjects(sql: postgres.Sql): Promise<string[]> {
  const open = await sql.unsafe(openLargeObjects)
  if (!open.length) return []
  return [
    `The application's roles can make large objects, which belong to no company. A superuser closes that in this database: ${largeObjectStatement('public')};`,
  ]
}
