import { closeDatabase } from '../../db/client'
import { env } from '../../lib/kernel/env'
import { makeCompany } from '../../testing/factories'
import { seedBulk } from '../../testing/seed'
import { report, timed } from './measure'
import { cookieOf } from './visitor'

/**
 * How long the users page takes in companies of 100 and of 10,000 people (and 100,000 where asked).
 * Run against a server that is up, with its environment: npx tsx scripts/bench/pages.ts [rounds] [sizes]
 */
const rounds = Number(process.argv[2] ?? 100)
const sizes = (process.argv[3] ?? '100,10000').split(',').map(Number)

const visitors = await Promise.all(
  sizes.map(async size => {
    const company = await makeCompany()
    const ada = await company.user({ groups: [company.administrators] })
    await seedBulk({ slug: company.slug, users: size, groups: 20, events: size * 5 })
    return { size, slug: company.slug, cookie: await cookieOf(company, ada) }
  }),
)

for (const path of ['users', 'users?q=ada', 'users?sort=-signed-in', 'audit-log', 'groups', '']) {
  const times: Record<string, number[]> = {}
  for (let round = -5; round < rounds; round++) {
    for (const { size, slug, cookie } of visitors) {
      const took = await timed(async () => {
        const answer = await fetch(`${env().APP_URL}/${slug}/${path}`, { headers: { cookie } })
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
        await answer.arrayBuffer()
      })
      // The first rounds warm caches and are not counted.
      if (round >= 0) (times[`${size} people`] ??= []).push(took)
    }
  }
  process.stdout.write(`\n/${path || '(dashboard)'}\n`)
  report(times)
}
await closeDatabase()
