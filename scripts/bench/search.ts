import postgres from 'postgres'
import setup from '../../vitest.setup-global'
import { report, summary, timed } from './measure'

/**
 * How long searches take in companies of 1,000 and of 100,000 people, as operations run them: by the application's role, under
 * row-level security. On a throwaway database: npx tsx scripts/bench/search.ts [rounds] [sizes] [searches]
 */
const rounds = Number(process.argv[2] ?? 30)
const sizes = (process.argv[3] ?? '1000,100000').split(',').map(Number)
// The last ones: what nobody has, and what half, all, or many at the end of the list have.
const searches = (
  process.argv[4] ??
  'zoe schmidt,schmidt zoe,lukasz,ΠΑΠΑΔΟΠΟΥΛΟΣ,recruiter,recruiter zoe,astronaut example,nobody,half,example,zoe,ex,a'
).split(',')

const stop = await setup()
// They read the environment, which is the throwaway database's from here on.
const { closeDatabase } = await import('../../db/client')
const { userListIn } = await import('../../db/repositories/user-list')
const { inCompany } = await import('../../db/scope')
const { listAuditEvents } = await import('../../lib/audit/queries')
const { searchEverything } = await import('../../lib/search/queries')
const { listUsers } = await import('../../lib/users/queries')
const { makeCompany } = await import('../../testing/factories')
const { signedIn } = await import('../../testing/run-as')
const { seedBulk } = await import('../../testing/seed')

const asAdmin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
const companies: { size: number; id: string; as: Awaited<ReturnType<typeof signedIn>> }[] = []
for (const size of sizes) {
  const company = await makeCompany()
  const reader = await company.user({ name: 'Reader', groups: [company.administrators] })
  await company.user({ name: 'Łukasz Żółć', title: 'Astronaut' })
  await company.user({ name: 'Αλέξανδρος Παπαδόπουλος' })
  await seedBulk({ slug: company.slug, users: size, groups: 20, events: size * 2 })
  await asAdmin`insert into search_words (company_id, kind, word, key, id)
    select company_id, 'user', 'half', name_key, id from users where company_id = ${company.id} and get_byte(uuid_send(id), 15) < 128`
  companies.push({ size, id: company.id, as: await signedIn(company, reader) })
}
// What the database does by itself in its own time.
await asAdmin`vacuum analyze`
await asAdmin.end()

for (const q of searches) {
  const times: Record<string, number[]> = {}
  for (let round = -5; round < rounds; round++) {
    for (const { size, id, as } of companies) {
      const measured = {
        statement: () =>
          inCompany(id, scope =>
            userListIn(scope).page({ q }, { by: 'name', descending: false, cursor: undefined }, 25),
          ),
        users: () => as.does(listUsers, { q }),
        audit: () => as.does(listAuditEvents, { person: q }),
        everything: () => as.does(searchEverything, { q }),
      }
      for (const [name, work] of Object.entries(measured)) {
        const took = await timed(work)
        // The first rounds warm caches and are not counted.
        if (round >= 0) (times[`${name}, ${size}`] ??= []).push(took)
      }
    }
  }
  process.stdout.write(`\n${q}\n`)
  report(times)
  for (const name of ['statement', 'users', 'audit', 'everything']) {
    const [small, large] = [sizes[0], sizes.at(-1)].map(size => summary(times[`${name}, ${size}`]!).median)
    process.stdout.write(`${name}: × ${(large! / small!).toFixed(2)}\n`)
  }
}
await closeDatabase()
await stop()
// Threads that hash passwords stay for the next one.
process.exit(0)
