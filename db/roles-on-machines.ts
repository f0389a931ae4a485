import type postgres from 'postgres'
import { databaseOf, roleName } from './roles'

/**
 * Makes the administrator a member of the tables' owner on every machine of a Citus, as the migrations did on this one: tables are
 * given to that role there in the administrator's name. Where it is so already, or the administrator is a superuser, nothing changes.
 * @throws Error with a sentence, and what a superuser can do, where a machine does not allow it
 */
export async function joinOwnerOnMachines(sql: postgres.ISql, databaseUrl: string): Promise<void> {
  const [names] = await sql<{ owner: string; literal: string; me: string }[]>`
    select quote_ident(owner) as owner, quote_literal(owner) as literal, quote_ident(current_user) as me
    from (select ${`${databaseOf(databaseUrl)}_owner`}::text as owner) named`
  const { owner, literal, me } = names!
  // Each machine for itself: it would pass on to the others what they are told anyway.
  const command = `do $join$ begin
    perform set_config('citus.enable_ddl_propagation', 'off', true);
    perform set_config('citus.enable_create_role_propagation', 'off', true);
    if not exists (select from pg_roles where rolname = ${literal}) then
      create role ${owner} nologin nosuperuser nobypassrls nocreaterole nocreatedb;
    end if;
    if not pg_has_role(current_user, ${literal}, case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end) then
      grant ${owner} to ${me};
    end if;
  end $join$`
  const [refused] = await sql<{ host: string; port: number; result: string }[]>`
    select nodename as host, nodeport as port, result from run_command_on_workers(${command}, parallel => false) where not success`
  if (refused)
    throw new Error(
      `The administrator cannot act for the tables' owner on ${refused.host}:${refused.port} (${refused.result}). ` +
        `A superuser can allow it there: grant ${owner} to ${me};`,
    )
}

/**
 * Gives the sessions of the application on all machines what they begin with here, such as how long a statement may take and how
 * it is planned: Citus passes on what a role is given, and not what it had been given before.
 */
export async function passOnSettings(sql: postgres.ISql, databaseUrl: string): Promise<void> {
  const statements = await sql<{ text: string }[]>`
    select format('alter role %I in database %I set %s = %L', r.rolname, current_database(), name, value) as text
    from pg_roles r
    join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = (select oid from pg_database where datname = current_database())
    cross join unnest(s.setconfig) as setting (text)
    cross join lateral (select split_part(setting.text, '=', 1) as name, substr(setting.text, strpos(setting.text, '=') + 1) as value) pair
    where r.rolname = ${roleName(databaseUrl, 'app')}`
  for (const { text } of statements) await sql.unsafe(text)
}
