import setup from '../../vitest.setup-global'
import { report, summary, timed } from './measure'

/**
 * How long searches take in companies of 1,000 and of 100,000 people, as the operations run them and as the application's role
 * under row-level security. On a throwaway database: npx tsx scripts/bench/search.ts [rounds] [sizes]
 */
const rounds = Number(process.argv[2] ?? 50)
const sizes = (process.argv[3] ?? '1000,100000').split(',').map(Number)

const stop = await setup()
// They read the environment, which is the throwaway database's from here on.
const { closeDatabase } = await import('../../db/client')
const { listAuditEvents } = await import('../../lib/audit/queries')
const { listUsers } = await import('../../lib/users/queries')
const { viewGroup } = await import('../../lib/groups/queries')
const { listInvitations } = await import('../../lib/invitations/queries')
const { makeCompany } = await import('../../testing/factories')
const { signedIn } = await import('../../testing/run-as')
const { seedBulk } = await import('../../testing/seed')

const companies = await Promise.all(
  sizes.map(async size => {
    const company = await makeCompany()
    const reader = await company.user({ name: 'Reader', groups: [company.administrators] })
    await company.user({ name: 'Łukasz Żółć', title: 'Astronaut' })
    await company.user({ name: 'Αλέξανδρος Παπαδόπουλος' })
    await seedBulk({ slug: company.slug, users: size, groups: 20, events: 0 })
    return { size, company, as: await signedIn(company, reader), group: await company.group() }
  }),
)

const typed = process.argv[4]?.split(',') ?? [
  'zoe schmidt',
  'schmidt zoe',
  'lukasz',
  'ΠΑΠΑΔΟΠΟΥΛΟΣ',
  'recruiter',
  'recruiter zoe',
  'astronaut example',
  'nobody-at-all',
  'example',
  'a',
  'zoe',
  'e c',
]
for (const q of ['', ...typed]) {
  const times: Record<string, number[]> = {}
  const note = async (name: string, work: () => Promise<unknown>) => {
    const took = await timed(async () => void (await work()))
    ;(times[name] ??= []).push(took)
  }
  for (let round = -5; round < rounds; round++) {
    for (const { size, as, group } of companies) {
      if (round === 0)
        (delete times[`users ${size}`],
          delete times[`candidates ${size}`],
          delete times[`audit ${size}`],
          delete times[`invitations ${size}`])
      await note(`users ${size}`, () => as.does(listUsers, q ? { q } : {}))
      await note(`candidates ${size}`, () => as.does(viewGroup, { groupId: group.id, ...(q && { add: q }) }))
      await note(`audit ${size}`, () => as.does(listAuditEvents, q ? { person: q } : {}))
      await note(`invitations ${size}`, () => as.does(listInvitations, q ? { q } : {}))
    }
  }
  process.stdout.write(`\n${q || '(no search)'}\n`)
  report(times)
  for (const list of ['users', 'candidates', 'audit', 'invitations']) {
    const [small, large] = [sizes[0], sizes.at(-1)].map(size => summary(times[`${list} ${size}`]!).median)
    process.stdout.write(`${list} × ${(large! / small!).toFixed(2)}\n`)
  }
}
await closeDatabase()
await stop()
process.exit(0)
