import { describe, expect, test } from 'vitest'
import { inspectStatement } from './rules'

const tables = ['companies', 'company_slugs', 'users', 'groups', 'memberships', 'throttles', 'sessions']
const id = '01a21fbd-84e7-752a-b90f-674cbfc64594'

/** A statement whose $1 is the company's id. */
const findings = (text: string) => inspectStatement(text, tables, { parameters: new Set([1]), literal: id })

describe('What a distributed PostgreSQL refuses is told', () => {
  test.each([
    ['a setting by a function', `select set_config('app.company_id', $1, true)`, /set_config/],
    ['a setting of the session', `set app.company_id = '${id}'`, /outlives/],
    ['a setting that comes with the beginning', `begin; set local app.company_id = '${id}'`, /send it by itself/],
    [
      'a setting that comes with a question',
      `set local app.company_id = '${id}'; select 1 from users where company_id = '${id}'`,
      /send it by itself/,
    ],
    ['a temporary table', 'create temporary table t (a int)', /CreateStmt/],
    ['rows that are copied', 'copy users from stdin', /CopyStmt/],
    ['a call of notify', 'notify jobs', /NotifyStmt/],
    ['a session that is emptied', 'discard all', /DiscardStmt/],
    [
      'a volatile function in UPDATE',
      'update throttles set blocked_until = clock_timestamp() where company_id = $1',
      /clock_timestamp\(\) is another value/,
    ],
    [
      'a volatile function in the condition of UPDATE',
      'update throttles set failures = 1 where company_id = $1 and blocked_until < clock_timestamp()',
      /clock_timestamp\(\) is another value/,
    ],
    ['a volatile function in DELETE', 'delete from users where company_id = $1 and random() < 0.1', /random\(\)/],
    [
      'an UPDATE within a query, too',
      'with seen as (update sessions set at = clock_timestamp() where company_id = $1) select 1',
      /clock_timestamp\(\) is another value/,
    ],
    [
      'a time in CASE',
      'update users set at = case when at is null then now() else at end where company_id = $1',
      /within CASE and COALESCE/,
    ],
    [
      'a time in COALESCE',
      'update users set at = coalesce(at, now()) where company_id = $1',
      /within CASE and COALESCE/,
    ],
    [
      'a time of the row that is moved',
      'update users set at = at - make_interval(days => $2) where company_id = $1',
      /moved by an interval/,
    ],
    ['by a literal', `update users set at = at + interval '1 day' where company_id = $1`, /moved by an interval/],
    [
      'a time in DO UPDATE',
      'insert into users (company_id, id) values ($1, $2) on conflict (company_id, id) do update set at = now()',
      /now\(\) is refused in DO UPDATE/,
    ],
    [
      'CURRENT_TIMESTAMP in DO UPDATE',
      'insert into users (company_id, id) values ($1, $2) on conflict (company_id, id) do update set at = current_timestamp',
      /refused in DO UPDATE/,
    ],
    [
      'a time in RETURNING',
      'insert into users (company_id) values ($1) returning now()',
      /now\(\) is refused in RETURNING/,
    ],
    [
      'and of UPDATE',
      'update users set a = 1 where company_id = $1 returning clock_timestamp()',
      /refused in RETURNING/,
    ],
    [
      'a query within VALUES',
      'insert into users (company_id, days) values ($1, (select days from companies where id = $1))',
      /within VALUES/,
    ],
    [
      'rows from no table of the company',
      'insert into users (company_id, id) select $1::uuid, id from unnest($2::uuid[]) as row (id)',
      /by way of the coordinator/,
    ],
    [
      'or from one that every machine has',
      'insert into users (company_id, id) select $1::uuid, $2 from companies c where c.id = $1',
      /by way of the coordinator/,
    ],
    [
      'an INSERT with a query that changes rows',
      'with over as (update users set a = 1 where company_id = $1 returning 1) insert into groups (company_id) select u.company_id from users u, over where u.company_id = $1',
      /with a query that changes rows/,
    ],
  ])('%s', async (_, text, sentence) => {
    expect(await findings(text)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]))
  })
})

describe('What could be on more than one machine is told', () => {
  test.each([
    ['a table without its company', 'select * from users where id = $2', 'users (users)'],
    ['with another value for it', 'select * from users where company_id = $2', 'users (users)'],
    ['with another literal', `select * from users where company_id = '${id.replace('0', '1')}'`, 'users (users)'],
    [
      'one of two that are joined',
      'select 1 from users u join groups g on g.id = u.id where u.company_id = $1',
      'g (groups)',
    ],
    ['a condition that need not hold', 'select 1 from users where company_id = $1 or id = $2', 'users (users)'],
    [
      'a query within',
      'select 1 from users u where u.company_id = $1 and u.id in (select id from groups)',
      'groups (groups)',
    ],
    [
      'a query in WITH',
      'with g as (select * from groups) select 1 from users, g where users.company_id = $1',
      'groups (groups)',
    ],
    ['a side of UNION', 'select id from users where company_id = $1 union select id from groups', 'groups (groups)'],
    ['an UPDATE', 'update users set name = $2 where id = $3', 'users (users)'],
    ['a DELETE', 'delete from users where id = $2', 'users (users)'],
    [
      'what an UPDATE reads',
      'update users set a = 1 from groups g where users.company_id = $1 and g.id = users.id',
      'g (groups)',
    ],
    ['a row of another', 'insert into users (company_id, id) values ($1, $2), ($3, $4)', 'users (values)'],
    ['a row of nobody', 'insert into users (id) values ($1)', 'users (values)'],
    [
      'an alias that hides one',
      'select 1 from users u where u.company_id = $1 and exists (select 1 from groups u where u.id = $2)',
      'u (groups)',
    ],
  ])('%s', async (_, text, table) => {
    expect(await findings(text)).toEqual([expect.stringContaining(`Nothing says that ${table} is of the company`)])
  })

  test('every table, before a company is known', async () => {
    expect(await inspectStatement('select 1 from users where company_id = $1', tables, undefined)).toHaveLength(1)
  })
})

describe('Nothing is told', () => {
  test.each([
    ['of a scope', `set local app.company_id = '${id}'`],
    ['of a transaction', 'begin'],
    ['of plans that are made anew', 'discard plans'],
    ['of how they are made', 'set local plan_cache_mode = auto'],
    ['of a parameter', 'select now() from users where company_id = $1::uuid and seen_at > now() - interval $$1 day$$'],
    ['of a literal', `select 1 from users where company_id = '${id}'`],
    [
      'of another table’s column',
      'select 1 from users u left join groups g on g.company_id = u.company_id and g.id = u.id where u.company_id = $1',
    ],
    [
      'of one around',
      'select (select count(*) from memberships m where m.company_id = u.company_id) from users u where u.company_id = $1',
    ],
    ['of what every machine has', 'select company_id from company_slugs where slug = $2'],
    [
      'of the row that would have come',
      'insert into users (company_id, id, at) values ($1, $2, now()) on conflict (company_id, id) do update set at = excluded.at',
    ],
    [
      'of rows beside their own',
      'insert into groups (company_id, id) select u.company_id, w.id from users u join unnest($2::uuid[]) as w (id) on w.id = u.id where u.company_id = $1',
    ],
    [
      'of a time as it is',
      'update users set at = now() where company_id = $1 and at < now() - make_interval(days => 7)',
    ],
  ])('%s', async (_, text) => {
    expect(await findings(text)).toEqual([])
  })
})
