import type postgres from 'postgres'
import { nameKey, wordsOf } from '@/lib/kernel/fold'
import { person, type MadeCompany } from './factories'

export interface CompanySize {
  people: number
  groups: number
  events: number
}

/** After so many people names and titles repeat: 26 × 26 names, 10 titles. */
const DIFFERENT_PEOPLE = 3380

/** The group that everybody is in. */
const EVERYBODY = '00000000-0000-7000-8000-000000000001'

/**
 * Companies with as many people, groups and events as are asked for, and everything else in proportion: what measuring needs. The
 * database makes it by itself, as its administrator, in a tenth of the time in which the application would (testing/seed.ts).
 * People and events are spread over time, so that what is of one person lies everywhere in the table.
 * @param companies that are there, made by the application
 */
export async function fillCompanies(
  admin: postgres.Sql,
  companies: readonly Pick<MadeCompany, 'id' | 'administrators'>[],
  size: CompanySize,
): Promise<void> {
  await admin.begin(async tx => {
    // The checks of foreign keys are for what people do.
    await tx`set local session_replication_role = replica`
    await tx`create temp table filled on commit drop as
      select unnest(${companies.map(({ id }) => id)}::uuid[]) as company_id`
    await makeParts(tx)
    await fillPeople(tx, size)
    await fillGroups(tx, size)
    await fillSignIns(tx)
    await fillEvents(tx, size)
  })
}

/**
 * Copies of a company, under other ids and slugs: all that it has has the same ids in each of them.
 * @returns their ids
 */
export async function copyCompany(
  admin: postgres.Sql,
  { id, slug }: Pick<MadeCompany, 'id' | 'slug'>,
  count: number,
): Promise<string[]> {
  return admin.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`create temp table copies on commit drop as
      select gen_random_uuid() as company_id, n from generate_series(1, ${count}::int) n`
    await tx`insert into companies (id, slug, name)
      select company_id, ${slug} || '-' || n, 'Copy ' || n from copies`
    await tx`insert into company_slugs (slug, company_id) select ${slug} || '-' || n, company_id from copies`
    const tables = await tx<{ name: string; columns: string[] }[]>`
      select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'public' and is_generated = 'NEVER' and column_name <> 'company_id'
        and table_name in (select table_name from information_schema.columns where column_name = 'company_id')
        and table_name <> 'company_slugs'
      group by table_name`
    for (const { name, columns } of tables) {
      const list = columns.map(column => `"${column}"`).join(', ')
      await tx.unsafe(
        `insert into ${name} (company_id, ${list}) select copies.company_id, ${columns.map(column => `it."${column}"`).join(', ')}
         from ${name} it cross join copies where it.company_id = $1`,
        [id],
      )
    }
    const made = await tx<{ id: string }[]>`select company_id as id from copies`
    return made.map(row => row.id)
  })
}

async function makeParts(tx: postgres.TransactionSql): Promise<void> {
  const parts = Array.from({ length: DIFFERENT_PEOPLE }, (_, n) => {
    const { name, title, email } = person(n)
    const [before = '', after = ''] = email.split(`.${n}@`)
    const [ofName, ofTitle, ofAll] = [wordsOf(name), wordsOf(title), wordsOf(name, before, after, title)]
    return { n, name, key: nameKey(name), title, before, after, ofName, ofTitle, ofAll }
  })
  await tx`create temp table parts on commit drop as
    select * from jsonb_to_recordset(${tx.json(parts)})
      as part (n int, name text, key text, title text, before text, after text, "ofName" text[], "ofTitle" text[], "ofAll" text[])`
  await tx`create or replace function pg_temp.id_at(at timestamptz) returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
      || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid $$`
}

async function fillPeople(tx: postgres.TransactionSql, { people }: CompanySize): Promise<void> {
  await tx`create temp table made on commit drop as
    select company_id, n, gen_random_uuid() as id, now() - interval '1 day' * (n % 900) as since,
      case when n % 25 = 0 then 'inactive' when n % 10 = 0 then 'invited' else 'active' end as status
    from filled cross join generate_series(0, ${people - 1}::int) n`
  await tx`insert into users (company_id, id, name, name_key, email, email_key, title, status, created_at, activated_at, last_sign_in_at)
    select m.company_id, m.id, p.name, p.key, address, address, p.title, m.status, m.since,
      case when m.status <> 'invited' then m.since end,
      case when m.status <> 'invited' and m.n % 7 > 0 then now() - interval '1 hour' * (m.n % 1440) end
    from made m join parts p on p.n = m.n % ${DIFFERENT_PEOPLE}
    cross join lateral (select p.before || '.' || m.n || '@' || p.after as address) a`
  await tx`insert into user_statuses (company_id, id, user_id, status, valid_from)
    select company_id, id, id, status, since from made`
  await tx`insert into search_words (company_id, kind, word, key, id)
    select m.company_id, kind, word, p.key, m.id from made m join parts p on p.n = m.n % ${DIFFERENT_PEOPLE}
    cross join lateral (
      select 'user' as kind, unnest(p."ofAll" || m.n::text) as word union all select 'user_name', unnest(p."ofName")
        union all select 'user_title', unnest(p."ofTitle")) w`
  await tx`insert into invitations
      (company_id, id, user_id, email, email_key, token_seed, token_hash, created_at, sent_at, expires_at, accepted_at, invited_by)
    select m.company_id, m.id, m.id, u.email, u.email_key, 'seed', m.id::text, since, since, since + interval '7 days',
      case when m.status <> 'invited' then since + interval '1 day' end, ${EVERYBODY}
    from made m join users u on u.company_id = m.company_id and u.id = m.id where m.n % 5 = 0`
  await tx`insert into search_words (company_id, kind, word, key, id)
    select m.company_id, 'invitation', m.n::text, '', m.id from made m where m.n % 5 = 0`
  await tx`insert into mail_messages (company_id, id, user_id, template, to_address, to_key, state, created_at, settled_at)
    select i.company_id, i.id, i.user_id, 'invitation', i.email, i.email_key, 'sent', i.created_at, i.created_at from invitations i
    join made m on m.company_id = i.company_id and m.id = i.id`
  await tx`update invitations i set mail_id = i.id from made m where m.company_id = i.company_id and m.id = i.id`
}

async function fillGroups(tx: postgres.TransactionSql, { groups }: CompanySize): Promise<void> {
  await tx`create temp table teams on commit drop as
    select company_id, n, case n when 0 then ${EVERYBODY}::uuid else gen_random_uuid() end as id,
      case n when 0 then 'Everybody' else 'Team ' || n end as name,
      case n when 0 then 'everybody' else 'team ' || length(n::text) || n end as key
    from filled cross join generate_series(0, ${groups - 1}::int) n`
  await tx`insert into groups (company_id, id, name, name_key, slug)
    select company_id, id, name, key, replace(lower(name), ' ', '-') from teams`
  await tx`insert into group_names (company_id, id, group_id, name, valid_from)
    select company_id, id, id, name, now() - interval '3 years' from teams`
  await tx`insert into search_words (company_id, kind, word, key, id)
    select company_id, 'group', unnest(string_to_array(lower(name), ' ')), key, id from teams`
  await tx`insert into permissions (company_id, id, resource, action)
    select company_id, id, replace(lower(name), ' ', '-'), 'read' from teams where n <= 40`
  await tx`insert into permission_keys (company_id, id, permission_id, resource, action, valid_from)
    select company_id, id, id, replace(lower(name), ' ', '-'), 'read', now() - interval '3 years' from teams where n <= 40`
  await tx`insert into search_words (company_id, kind, word, key, id)
    select company_id, 'permission', unnest(string_to_array(lower(name), ' ') || 'read'::text), '', id from teams where n <= 40`
  await tx`insert into grants (company_id, id, group_id, permission_id, added_via, valid_from)
    select t.company_id, gen_random_uuid(), t.id, p.id, 'seed', now() - interval '3 years'
    from teams t join generate_series(0, 2) k on true join teams p on p.company_id = t.company_id and p.n = (t.n + k * 13) % least(41, ${groups}::int)
    on conflict do nothing`
  // Everybody is in the first, in one more and, of the past, in another.
  await tx`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from, ended_at, ended_via)
    select m.company_id, gen_random_uuid(), t.id, m.id, 'seed', m.since, case k when 2 then now() end, case k when 2 then 'seed' end
    from made m cross join generate_series(0, 2) k
    join teams t on t.company_id = m.company_id and t.n = case k when 0 then 0 else 1 + (m.n * k) % greatest(${groups}::int - 1, 1) end
    on conflict do nothing`
}

/** Sessions, devices, second factors and what signing in leaves behind. */
async function fillSignIns(tx: postgres.TransactionSql): Promise<void> {
  await tx`insert into sessions (company_id, id, user_id, token_hash, created_at, last_seen_at, expires_at, ended_at)
    select m.company_id, gen_random_uuid(), m.id, m.id || ' ' || k, at, at, at + interval '12 hours', case when k > 0 then at end
    from made m cross join generate_series(0, 2) k
    cross join lateral (select now() - interval '1 minute' * (m.n % 600) - interval '1 day' * k as at) a
    where m.n % 3 = 0`
  await tx`insert into devices (company_id, id, user_id, token_hash) select company_id, id, id, id::text from made where n % 2 = 0`
  await tx`insert into passkeys (company_id, id, user_id, name, credential_id, public_key)
    select company_id, id, id, 'Laptop', id::text, 'key' from made where n % 4 = 0`
  await tx`insert into totp_factors (company_id, user_id, sealed_secret, confirmed_at)
    select company_id, id, 'secret', now() from made where n % 4 = 1`
  await tx`insert into throttles (company_id, key, failures, last_failure_at)
    select company_id, 'account-of password ' || id, 1, now() - interval '1 hour' from made where n % 50 = 0`
  await tx`insert into permission_use (company_id, user_id, permission_id, day, uses)
    select m.company_id, m.id, t.id, current_date - d, 3
    from made m cross join generate_series(0, 4) d
    join teams t on t.company_id = m.company_id and t.n = m.n % 41 where m.n % 10 = 0`
  await tx`insert into deactivations (company_id, id, user_id, ended, reason_given, last_held)
    select company_id, id, id, '{"sessions": 1, "passwordResets": 0, "signInCodes": 0}', false, '{}' from made where status = 'inactive'`
}

/** Over a year: reads, sign-ins, changes and refusals, as in life. */
async function fillEvents(tx: postgres.TransactionSql, { people, events }: CompanySize): Promise<void> {
  await tx`create unique index on made (company_id, n)`
  await tx`analyze made`
  await tx`insert into audit_events
      (company_id, id, at, event, kind, severity, outcome, actor_kind, actor_id, via, target_type, target_id, data, operation, request_id)
    select e.company_id, pg_temp.id_at(at), at, event,
      case event when 'session.started' then 'sign-in' when 'session.refused' then 'sign-in'
        when 'user.updated' then 'change' when 'operation.refused' then 'refusal' else 'read' end,
      'low', case when event in ('session.refused', 'operation.refused') then 'refused' else 'succeeded' end,
      case when event = 'session.refused' then 'anonymous' else 'user' end,
      case when event <> 'session.refused' then m.id end, case when event = 'session.refused' then 'public' else 'session' end,
      case when event in ('session.refused', 'user.updated') then 'user' end,
      case when event in ('session.refused', 'user.updated') then m.id end, '{}', 'seed', e.n::text
    from (select company_id, n, now() - interval '1 minute' * (525600 * (1 - n::float8 / ${events}::int)) as at,
        case when n % 40 = 0 then 'session.refused' when n % 97 = 0 then 'user.updated' when n % 211 = 0 then 'operation.refused'
          when n % 3 = 0 then 'session.started' when n % 2 = 0 then 'dashboard.viewed' else 'access.viewed' end as event
      from filled cross join generate_series(1, ${events}::int) n) e
    join made m on m.company_id = e.company_id and m.n = (e.n::bigint * 7919) % ${people}::int`
}
