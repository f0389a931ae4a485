import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type SQL } from 'drizzle-orm'
import postgres from 'postgres'
import type { CompanyScope } from '../../db/scope'
import { ms, summary } from './measure'

/**
 * How long the database takes to say who holds what, beside a long history of memberships: on each request and at sign-in in the
 * present, and as of some moment for a person or a group. As the application's role, planning included; on a database of its own,
 * of the PostgreSQL in the folder BENCH_POSTGRES (such as /usr/lib/postgresql/15) or the embedded one. Says which plans
 * read a whole table, of those that grow.
 * npx tsx scripts/bench/holdings.ts [memberships in all] [people] [groups] [questions of each kind]
 */
const [rows, people, groups, questions] = [1_000_000, 20_000, 200, 200].map((usual, place) =>
  Number(process.argv[2 + place] ?? usual),
) as [number, number, number, number]

/** Of the memberships, this share holds at present. */
const OPEN = 0.1
const DAYS = 1000

const dataDir = mkdtempSync(join(tmpdir(), 'console-bench-'))
for (const secret of ['AUTH_SECRET', 'ENCRYPTION_KEY', 'PASSWORD_PEPPER'])
  process.env[secret] = randomUUID() + randomUUID()
process.env.LOG_LEVEL = 'error'
const { startEmbeddedPostgres } = await import('../embedded-postgres/embedded')
const { migrate } = await import('../../db/migrate')
const server = await startEmbeddedPostgres({
  dataDir,
  database: 'console_bench',
  throwaway: true,
  installation: process.env.BENCH_POSTGRES,
})
await migrate({ databaseUrl: server.url, authSecret: process.env.AUTH_SECRET! })
process.env.DATABASE_URL = server.url

const { closeDatabase } = await import('../../db/client')
const { grantsAt, holdingsAt, membershipsAt, membershipsNow } = await import('../../db/holdings')
const { actorsIn } = await import('../../db/repositories/actors')
const { soleHoldersIn } = await import('../../db/repositories/sole-holders')
const { inCompany } = await import('../../db/scope')
const { hashToken } = await import('../../lib/kernel/tokens')
const { closeHashWorkers } = await import('../../lib/passwords/hash')
const { makeCompany } = await import('../../testing/factories')

const company = await makeCompany()
const asAdmin = postgres(server.url, { max: 1, onnotice: () => {} })
const own = company.id

process.stdout.write(`${rows} memberships of ${people} people in ${groups} groups, ${OPEN * 100} % of them open …\n`)
await asAdmin`insert into users (company_id, id, name, email, status)
  select ${own}, gen_random_uuid(), 'P ' || n, 'p' || n || '@example.com', 'active' from generate_series(1, ${people}) n`
await asAdmin`insert into groups (company_id, id, name, slug)
  select ${own}, gen_random_uuid(), 'G ' || n, 'g-' || n from generate_series(1, ${groups}) n`
await asAdmin`insert into permissions (company_id, id, resource, action)
  select ${own}, gen_random_uuid(), 'resource-' || n, 'read' from generate_series(1, 40) n`
await asAdmin`insert into permission_keys (company_id, id, permission_id, resource, action, valid_from)
  select ${own}, gen_random_uuid(), id, resource, action, now() - interval '3000 days' from permissions where company_id = ${own}
    and resource like 'resource-%'`
await asAdmin`create table numbered_users as select id, row_number() over () as n from users where company_id = ${own}`
await asAdmin`create table numbered_groups as select id, row_number() over () as n from groups where company_id = ${own}`
await asAdmin`create table numbered_permissions as select id, row_number() over () as n from permissions
  where company_id = ${own} and resource like 'resource-%'`
// In the order of time, so that what is of one person lies everywhere in the table.
const open = Math.floor(rows * OPEN)
await asAdmin`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from, ended_at, ended_via)
  select ${own}, gen_random_uuid(), g.id, u.id, 'seed', began, began + interval '30 days' * random(), 'seed'
  from (select n, now() - make_interval(secs => (${DAYS} * 86400.0 * (1 - n::float8 / ${rows}))) as began,
      1 + floor(random() * ${people}) as person, 1 + floor(random() * ${groups}) as team
    from generate_series(1, ${rows - open}::int) n) row
  join numbered_users u on u.n = person join numbered_groups g on g.n = team order by row.n`
await asAdmin`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from)
  select ${own}, gen_random_uuid(), g.id, u.id, 'seed', now() - interval '1 day' * (1 + ${DAYS - 1} * random())
  from generate_series(1, ${open}::int) row
  join numbered_users u on u.n = 1 + row % ${people} join numbered_groups g on g.n = 1 + (row * 7 + row / ${people}) % ${groups}
  on conflict do nothing`
await asAdmin`insert into grants (company_id, id, group_id, permission_id, added_via, valid_from, ended_at, ended_via)
  select ${own}, gen_random_uuid(), g.id, p.id, 'seed', began, case when row > 10 then began + interval '90 days' end, case when row > 10 then 'seed' end
  from numbered_groups g cross join generate_series(1, 60) row
  cross join lateral (select now() - interval '1 day' * (${DAYS} - row * 10) as began) since
  join numbered_permissions p on p.n = 1 + (g.n * 3 + row) % 40 on conflict do nothing`
const [everybody] = await asAdmin<{ id: string }[]>`insert into groups (company_id, id, name, slug)
  values (${own}, gen_random_uuid(), 'Everybody', 'everybody') returning id`
await asAdmin`insert into memberships (company_id, id, group_id, user_id, added_via, valid_from)
  select ${own}, gen_random_uuid(), ${everybody!.id}, id, 'seed', now() - interval '1 year' from numbered_users`
// Beside others: what is few of one company is many in the table.
await asAdmin`create table others as select gen_random_uuid() as id, n from generate_series(1, 500) n`
await asAdmin`insert into companies (id, slug, name) select id, 'other-' || n, 'Other' from others`
await asAdmin`create table their_permissions as select o.id as company_id, gen_random_uuid() as id, key as n from others o, generate_series(1, 60) key`
await asAdmin`insert into permissions (company_id, id, resource, action) select company_id, id, 'r-' || n, 'read' from their_permissions`
await asAdmin`insert into permission_keys (company_id, id, permission_id, resource, action, valid_from)
  select company_id, gen_random_uuid(), id, 'r-' || n, 'read', now() - interval '100 days' from their_permissions`
await asAdmin`insert into groups (company_id, id, name, slug) select id, id, 'Staff', 'staff' from others`
await asAdmin`insert into grants (company_id, id, group_id, permission_id, added_via, valid_from)
  select company_id, gen_random_uuid(), company_id, id, 'seed', now() - interval '100 days' from their_permissions`
await asAdmin`insert into sessions (company_id, id, user_id, token_hash, expires_at)
  select ${own}, gen_random_uuid(), id, 'token ' || n, now() + interval '8 hours' from numbered_users`
const [counted] = await asAdmin<{ all: number; open: number; grants: number; version: string }[]>`
  select count(*)::int as all, (count(*) filter (where ended_at is null))::int as open,
    (select count(*)::int from grants) as grants, current_setting('server_version') as version from memberships`
process.stdout.write(
  `PostgreSQL ${counted!.version}: ${counted!.all} memberships, ${counted!.open} open; ${counted!.grants} grants\n`,
)

/** What a repository would ask, in place of an answer. */
async function statementOf(ask: (scope: CompanyScope) => Promise<unknown>): Promise<SQL> {
  let asked: SQL | undefined
  const tx = { execute: (statement: SQL) => Promise.resolve(((asked = statement), [])) }
  await ask({ companyId: own, tx } as unknown as CompanyScope).catch(() => {})
  return asked!
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

const wholeTables = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name']!] : []),
  ...(plan.Plans ?? []).flatMap(wholeTables),
]

/** A company's row is one of few, and of a few rows the planner reads all. */
const growing = new Set([
  'memberships',
  'grants',
  'users',
  'permission_keys',
  'user_statuses',
  'group_names',
  'sessions',
])

const some = async (table: string): Promise<string[]> =>
  (await asAdmin<{ id: string }[]>`select id from ${asAdmin(table)} order by random() limit ${questions}`).map(
    row => row.id,
  )
const [somePeople, someGroups] = [await some('numbered_users'), await some('numbered_groups')]
const tokens = await Promise.all(somePeople.map(async id => (await company.session({ id })).token))
await asAdmin`vacuum (analyze)`
const moment = (): Date => new Date(Date.now() - Math.random() * DAYS * 86_400_000)

const kinds: [string, number, (n: number) => Promise<SQL>][] = [
  ['each request', 1, n => statementOf(scope => actorsIn(scope).bySession(hashToken(tokens[n % tokens.length]!)))],
  ['sign-in', 1, n => statementOf(scope => actorsIn(scope).assuranceOf(somePeople[n % somePeople.length]!))],
  [
    'what a person holds',
    1,
    n => statementOf(scope => soleHoldersIn(scope).keysOf([somePeople[n % somePeople.length]!])),
  ],
  [
    'members of everybody',
    25,
    async () => sql`select count(*) from ${membershipsNow(own)} m where m.group_id = ${everybody!.id}`,
  ],
  [
    'a person, as of then',
    5,
    async n => sql`select * from ${holdingsAt(own, moment())} h where h.user_id = ${somePeople[n % somePeople.length]}`,
  ],
  [
    'who was in a group',
    5,
    async n =>
      sql`select * from ${membershipsAt(own, moment())} m where m.group_id = ${someGroups[n % someGroups.length]}`,
  ],
  [
    'what a group granted',
    5,
    async n => sql`select * from ${grantsAt(own, moment())} g where g.group_id = ${someGroups[n % someGroups.length]}`,
  ],
]

for (const [name, limit, statement] of kinds) {
  const [planning, execution]: [number[], number[]] = [[], []]
  const whole = new Set<string>()
  for (let n = 0; n < questions; n++) {
    const asked = await statement(n)
    const [row] = await inCompany(own, ({ tx }) =>
      tx.execute<{ 'QUERY PLAN': [{ Plan: Plan; 'Planning Time': number; 'Execution Time': number }] }>(
        sql`explain (analyze, format json) ${asked}`,
      ),
    )
    const [plan] = row!['QUERY PLAN']
    planning.push(plan['Planning Time'])
    execution.push(plan['Execution Time'])
    for (const table of wholeTables(plan.Plan)) if (growing.has(table)) whole.add(table)
  }
  const [took, planned] = [summary(execution), summary(planning)]
  const verdict = [
    took.median <= limit ? `≤ ${limit} ms` : `NOT ≤ ${limit} ms`,
    ...[...whole].map(table => `READS ALL OF ${table}`),
  ]
  process.stdout.write(
    `${name.padEnd(22)} median ${ms(took.median).padStart(9)}   p95 ${ms(took.p95).padStart(9)}   and planning ${ms(planned.median).padStart(9)}   ${verdict.join(', ')}\n`,
  )
}

await closeHashWorkers()
await closeDatabase()
await asAdmin.end()
await server.stop()
rmSync(dataDir, { recursive: true, force: true })
