import { closeDatabase } from '@/db/client'
import { roleName } from '@/db/roles'
import { closeHashWorkers } from '@/lib/passwords/hash'
import { heaviest, logPlans, PlanLog, rowsRead, wholeTables } from '@/testing/plans/log'
import { foundIn, walkOperations } from '@/testing/plans/walk'
import { openMixed } from './mixed'

/**
 * What the database does for every operation in a large company beside small ones, and in a small one beside it: as the
 * application's role, checks of foreign keys included. Prints statements in which a node reads or makes more rows than `bound`.
 * npx tsx scripts/bench/plans.ts [people] [events] [bound] [plan_cache_mode]
 */
const [people = 200_000, events = 2_000_000, bound = 11_000] = process.argv.slice(2, 5).map(Number)
const mode = process.argv[5]

const sizes = {
  large: { people, groups: 300, events },
  small: { people: 20, groups: 4, events: 300 },
  count: 200,
}
const { admin, server, dataDir, small, large, close } = await openMixed(sizes, { scratch: true })
await logPlans(admin, roleName(server.url, 'app'), mode)
await closeDatabase()
const log = new PlanLog(dataDir)
for (const company of [large!, small]) {
  const found = await foundIn(admin, company.id)
  process.stdout.write(`\n${company.slug}\n`)
  for (const [name, plans] of await walkOperations(company, log, found))
    for (const plan of plans) {
      const node = heaviest(plan)
      const whole = wholeTables(plan)
      const rows = rowsRead(node)
      const estimated = node['Plan Rows'] * (node['Actual Loops'] ?? 1)
      if (rows <= bound && !whole.length) continue
      process.stdout.write(
        `${name}: ${rows} rows (expected ${estimated}) in ${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''}` +
          `, ${plan.duration.toFixed(0)} ms${whole.length ? `, READS ALL OF ${whole.join(', ')}` : ''}` +
          `\n    ${plan['Query Text'].replace(/\s+/g, ' ').slice(0, Number(process.env.TEXT ?? 160))}\n`,
      )
    }
}
await closeHashWorkers()
await close()
process.exit(0)
