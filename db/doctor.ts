import type postgres from 'postgres'
import { DISTRIBUTION, inspectDistribution } from './inspect-distribution'
import { temporaryTables } from './privileges'

interface Finding {
  check: string
  finding: string
}

interface Check {
  name: string
  /** Finds what must not be there: a row per finding, as one text column `finding`. */
  sql: string
}

/** The policies as PostgreSQL prints them back; anything else is a hole. */
const company = `(company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::uuid)`
const slug = `(slug = NULLIF(current_setting('app.company_slug'::text, true), ''::text))`
/** Before a company is known: while it leads somewhere; within one: once it leads nowhere. */
const slugAskedFor = `(${slug} AND ((NULLIF(current_setting('app.company_id'::text, true), ''::text) IS NULL) = ((free_from IS NULL) OR (free_from > now()))))`
const allowedPolicies: Record<string, { visible: string; writable: string }> = {
  companies: { visible: company.replace('company_id', 'id'), writable: company.replace('company_id', 'id') },
  company_slugs: { visible: `(${company} OR ${slugAskedFor})`, writable: company },
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const policyIsAllowed = `case c.relname ${Object.entries(allowedPolicies)
  .map(
    ([table, { visible, writable }]) =>
      `when ${literal(table)} then qual = ${literal(visible)} and checked = ${literal(writable)}`,
  )
  .join(' ')} else qual = ${literal(company)} and checked = ${literal(company)} end`

const app = `(current_database() || '_app')`
const worker = `(current_database() || '_worker')`
/** What an extension brought along is not Console's: see the check on extensions. */
const ofExtension = (catalogue: 'pg_class' | 'pg_proc', oid: string): string =>
  `exists (select from pg_depend member where member.classid = '${catalogue}'::regclass and member.objid = ${oid} and member.deptype = 'e')`

/** The queue of jobs is a library's and holds ids only. It is closed to the application instead: see the last checks. */
const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle', 'graphile_worker')
  and n.nspname !~ '^pg_' and not ${ofExtension('pg_class', 'c.oid')}`

const runsAsCaller = `coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)`

/** The rule of a view, and each relation that it reads. */
const reads = `pg_rewrite rule join pg_depend read on read.classid = 'pg_rewrite'::regclass and read.objid = rule.oid
  and read.refclassid = 'pg_class'::regclass and read.refobjid <> rule.ev_class`

const checks: Check[] = [
  {
    name: 'Every table has row-level security, enabled and forced',
    sql: `select c.oid::regclass::text as finding from ${tables} where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    name: 'Every table has exactly one policy, with the allowed text',
    sql: `select c.oid::regclass::text || ': ' || count(p.oid) || ' policies, ' || coalesce(bool_and(${policyIsAllowed}), false) as finding
      from ${tables}
      left join pg_policy p on p.polrelid = c.oid
      left join lateral (select pg_get_expr(p.polqual, p.polrelid) as qual, pg_get_expr(p.polwithcheck, p.polrelid) as checked) texts on true
      where c.relkind in ('r', 'p') group by c.oid
      having count(p.oid) <> 1 or not coalesce(bool_and(p.polpermissive and p.polcmd = '*' and ${policyIsAllowed}), false)`,
  },
  {
    name: 'No view without security_invoker',
    sql: `select c.oid::regclass::text as finding from ${tables} where c.relkind = 'v' and not ${runsAsCaller}`,
  },
  { name: 'No materialised view', sql: `select c.oid::regclass::text as finding from ${tables} where c.relkind = 'm'` },
  {
    name: 'Every foreign key carries company_id',
    sql: `select con.conname || ' on ' || con.conrelid::regclass::text as finding from pg_constraint con join ${tables} on c.oid = con.conrelid
      where con.contype = 'f' and con.confrelid <> 'public.companies'::regclass
        and not exists (select 1 from pg_attribute a where a.attrelid = con.conrelid and a.attnum = any (con.conkey) and a.attname = 'company_id')`,
  },
  {
    name: 'Every unique index carries company_id, except the slug and the company itself',
    sql: `select i.indexrelid::regclass::text as finding from pg_index i join ${tables} on c.oid = i.indrelid
      where i.indisunique and i.indexrelid::regclass::text not in ('company_slugs_pkey', 'companies_pkey')
        and not exists (select 1 from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey::smallint[]) and a.attname = 'company_id')`,
  },
  {
    name: 'The app role exists and is nobody special',
    sql: `select 'there is no role ' || ${app} as finding where not exists (select 1 from pg_roles where rolname = ${app})
      union all
      select rolname || ' may too much' from pg_roles where rolname = ${app} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all
      select ${app} || ' is a member of ' || m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = ${app}
      union all
      select ${app} || ' owns ' || c.oid::regclass::text from ${tables} join pg_roles r on r.oid = c.relowner where r.rolname = ${app}`,
  },
  {
    name: 'The owner of the tables does not bypass row-level security',
    sql: `select distinct c.relowner::regrole::text || ' owns ' || c.oid::regclass::text as finding from ${tables} join pg_roles r on r.oid = c.relowner
      where c.relkind in ('r', 'p', 'v') and (r.rolsuper or r.rolbypassrls)`,
  },
  {
    name: 'No dangerous definer function',
    sql: `select p.oid::regprocedure::text as finding from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      join pg_roles r on r.oid = p.proowner
      where p.prosecdef and not ${ofExtension('pg_proc', 'p.oid')} and (r.rolsuper or r.rolbypassrls or has_function_privilege('public', p.oid, 'execute')
        or not exists (select 1 from unnest(p.proconfig) setting where setting like 'search_path=%'))`,
  },
  {
    // Of a function only the text is known: names of tables count where SQL expects a table.
    name: 'No extension opens data of the companies',
    sql: `with recursive ours as (select c.oid, c.relname from ${tables} where c.relkind in ('r', 'p')),
      reach as (
        select c.oid as view, read.refobjid as relation from pg_class c join ${reads} on rule.ev_class = c.oid
        where c.relkind in ('v', 'm') and ${ofExtension('pg_class', 'c.oid')} and not (c.relkind = 'v' and ${runsAsCaller})
        union
        select reach.view, read.refobjid from reach join ${reads} on rule.ev_class = reach.relation
      )
      select reach.view::regclass::text || ' reads ' || ours.oid::regclass::text as finding from reach join ours on ours.oid = reach.relation
      union all
      select i.inhparent::regclass::text || ' reads ' || ours.oid::regclass::text from pg_inherits i join ours on ours.oid = i.inhrelid
      where ${ofExtension('pg_class', 'i.inhparent')}
      union all
      select distinct p.oid::regprocedure::text || ' reads ' || ours.oid::regclass::text from pg_proc p
      join ours on p.prosrc ~* ('\\m(from|join|into|update|only)\\s+("?public"?\\s*\\.\\s*)?"?' || ours.relname || '\\M')
        or exists (select from pg_depend read where read.classid = 'pg_proc'::regclass and read.objid = p.oid
          and read.refclassid = 'pg_class'::regclass and read.refobjid = ours.oid)
      where p.prosecdef and ${ofExtension('pg_proc', 'p.oid')}`,
  },
  {
    name: 'The app role has no TRUNCATE, REFERENCES or TRIGGER',
    sql: `select c.oid::regclass::text || ': ' || privilege as finding from ${tables}
      cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
      join pg_roles r on r.rolname = ${app}
      where c.relkind in ('r', 'p', 'v') and has_table_privilege(r.oid, c.oid, privilege)`,
  },
  {
    name: 'Audit events cannot be changed or deleted by the app role',
    sql: `select privilege as finding from unnest(array['UPDATE', 'DELETE']) privilege
      join pg_roles r on r.rolname = ${app} where has_table_privilege(r.oid, 'public.audit_events', privilege)
        or (privilege = 'UPDATE' and has_any_column_privilege(r.oid, 'public.audit_events', 'UPDATE'))`,
  },
  {
    name: 'Who held what cannot be deleted by the app role',
    sql: `select c.oid::regclass::text || ': DELETE' as finding from ${tables} join pg_roles r on r.rolname = ${app}
      where c.relname in ('memberships', 'grants', 'group_names', 'permission_keys', 'user_statuses')
        and has_table_privilege(r.oid, c.oid, 'DELETE')`,
  },
  {
    name: 'The queue of jobs is closed to the app role',
    sql: `select ${app} || ' may use the schema graphile_worker' as finding from pg_namespace n join pg_roles r on r.rolname = ${app}
      where n.nspname = 'graphile_worker' and has_schema_privilege(r.oid, n.oid, 'USAGE')`,
  },
  {
    name: 'The worker role exists, is nobody special, and reaches no table of the companies',
    sql: `select 'there is no role ' || ${worker} as finding where not exists (select 1 from pg_roles where rolname = ${worker})
      union all
      select rolname || ' may too much' from pg_roles where rolname = ${worker} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
      union all
      select ${worker} || ' is a member of ' || m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = ${worker}
      union all
      select ${worker} || ' may ' || privilege || ' ' || c.oid::regclass::text from ${tables} join pg_roles r on r.rolname = ${worker}
        cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
      where c.relkind in ('r', 'p', 'v') and has_table_privilege(r.oid, c.oid, privilege)`,
  },
  temporaryTables,
]

/** What `inspectCatalogue` looks for, a sentence each. */
export const catalogueChecks: readonly string[] = [...checks.map(check => check.name), DISTRIBUTION]

/**
 * Asserts on the catalogue of the database what the second lock on isolation rests on.
 * @param sql a connection that may read the catalogue: the administrator's, or the app role's
 * @returns what is wrong; nothing, as it must be
 */
export async function inspectCatalogue(sql: postgres.Sql): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, sql: text } of checks) {
    const rows = await sql.unsafe<{ finding: string }[]>(text)
    findings.push(...rows.map(({ finding }) => ({ check: name, finding })))
  }
  for (const finding of await inspectDistribution(sql)) findings.push({ check: DISTRIBUTION, finding })
  return findings
}
