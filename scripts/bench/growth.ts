import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { listAuditEvents } from '@/lib/audit/queries'
import { viewDashboard } from '@/lib/dashboard/queries'
import { listGroups } from '@/lib/groups/queries'
import { listUsersPage } from '@/lib/users/queries'
import { companyOf } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { ms, summary, timed } from './measure'
import { openMixed } from './mixed'

/**
 * How much longer operations take as a company grows, as there are more companies, and beside a large one: ratios of medians, in
 * alternating rounds on databases that are made once (mixed.ts).
 * npx tsx scripts/bench/growth.ts [people] [events] [companies] [rounds]
 */
const [people = 1_000_000, events = 10_000_000, companies = 10_000, rounds = 20] = process.argv.slice(2, 6).map(Number)

const alike = { people: 20, groups: 4, events: 300 }
const databases = {
  hundred: { small: { people: 100, groups: 10, events: 1000 }, count: 1 },
  alone: { small: alike, count: 1 },
  large: { large: { people, groups: 300, events }, small: alike, count: 200 },
  many: { small: alike, count: companies },
}
type Database = keyof typeof databases

/** In one round each operation is carried out so often; the first round warms and is not counted. */
const TIMES = 5

const comparisons: { what: string; most: number; base: Database; other: Database; company: 'large' | 'small' }[] = [
  { what: `${people} people beside 100`, most: 1.3, base: 'hundred', other: 'large', company: 'large' },
  { what: `${companies} companies beside one`, most: 1.1, base: 'alone', other: 'many', company: 'small' },
  { what: 'a small company beside a large one', most: 1.1, base: 'alone', other: 'large', company: 'small' },
]

type Times = Record<string, number[]>

/** One database, in a process of its own, since a process has one pool. */
async function serve(name: Database): Promise<void> {
  const { admin, small, large, close } = await openMixed(databases[name])
  const measured = async (slug: string) => {
    const [row] = await admin<{ id: string; name: string }[]>`select id, name from companies where slug = ${slug}`
    const company = companyOf(
      { id: row!.id, slug, name: row!.name },
      slug === 'large' ? large!.administrators : small.administrators,
    )
    const [person] = await admin<{ id: string }[]>`
      select actor_id as id from audit_events where company_id = ${company.id} and actor_id is not null order by id desc limit 1`
    const { does } = await signedIn(company, await company.user({ groups: [company.administrators] }))
    return {
      users: () => does(listUsersPage, {}),
      'users, sorted': () => does(listUsersPage, { sort: '-created' }),
      'search that finds': () => does(listUsersPage, { q: 'example' }),
      'search for a name': () => does(listUsersPage, { q: 'ada abe' }),
      'search that does not': () => does(listUsersPage, { q: 'nobody' }),
      'audit log': () => does(listAuditEvents, {}),
      'audit by person': () => does(listAuditEvents, { person: person!.id }),
      groups: () => does(listGroups, {}),
      dashboard: () => does(viewDashboard, {}),
    }
  }
  const count = databases[name].count
  const works = {
    small: await measured(count > 1 ? 'small-1' : 'small'),
    ...(large && { large: await measured('large') }),
  }
  process.on('message', async (company: 'small' | 'large' | 'end') => {
    if (company === 'end') {
      await close()
      process.exit(0)
    }
    const times: Times = {}
    for (const [operation, work] of Object.entries(works[company]!)) {
      times[operation] = []
      for (let time = 0; time < TIMES; time++) times[operation].push(await timed(work))
    }
    process.send!(times)
  })
  process.send!('ready')
}

async function compare(): Promise<void> {
  const started = new Map<Database, ChildProcess>()
  for (const name of Object.keys(databases) as Database[]) {
    const child = fork(process.argv[1]!, process.argv.slice(2), { env: { ...process.env, GROWTH_DATABASE: name } })
    await once(child, 'message')
    started.set(name, child)
  }
  const round = async (name: Database, company: 'large' | 'small'): Promise<Times> => {
    const child = started.get(name)!
    child.send(company)
    return ((await once(child, 'message')) as [Times])[0]
  }
  for (const { what, most, base, other, company } of comparisons) {
    const [before, after]: [Times, Times] = [{}, {}]
    for (let n = -1; n < rounds; n++) {
      for (const [into, times] of [
        [before, await round(base, 'small')],
        [after, await round(other, company)],
      ] as const)
        if (n >= 0) for (const [name, found] of Object.entries(times)) (into[name] ??= []).push(...found)
    }
    process.stdout.write(`\n${what}\n`)
    for (const [name, times] of Object.entries(before)) {
      const [one, two] = [summary(times), summary(after[name]!)]
      const ratio = two.median / one.median
      process.stdout.write(
        `${name.padEnd(22)} ${ms(one.median).padStart(9)} → ${ms(two.median).padStart(9)}   × ${ratio.toFixed(2)}` +
          `   p95 ${ms(one.p95).padStart(9)} → ${ms(two.p95).padStart(9)}${ratio > most ? `   MORE THAN × ${most}` : ''}\n`,
      )
    }
  }
  for (const child of started.values()) {
    child.send('end')
    await once(child, 'exit')
  }
}

const served = process.env.GROWTH_DATABASE as Database | undefined
await (served ? serve(served) : compare())
