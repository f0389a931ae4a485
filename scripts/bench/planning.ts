import { listenToStatements } from '@/db/client'
import { inCompany } from '@/db/scope'
import { listAuditEvents } from '@/lib/audit/queries'
import { viewDashboard } from '@/lib/dashboard/queries'
import { listGroups } from '@/lib/groups/queries'
import { viewAccess } from '@/lib/profile/queries'
import { listUsersPage } from '@/lib/users/queries'
import { companyOf } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { ms, summary } from './measure'
import { openMixed } from './mixed'

/**
 * What planning a hot statement costs beside carrying it out, and what it takes with a plan that is kept for all companies
 * (`force_generic_plan`): in a large company, in a small one beside it, and as the application's role.
 * npx tsx scripts/bench/planning.ts [people] [events] [rounds]
 */
const [people = 200_000, events = 2_000_000, rounds = 15] = process.argv.slice(2, 5).map(Number)
const alike = { people: 20, groups: 4, events: 300 }
const { admin, small, large, close } = await openMixed({
  large: { people, groups: 300, events },
  small: alike,
  count: 200,
})

/** As EXECUTE takes it: text, of which the database knows the type. */
const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null'
  const text = Array.isArray(value) ? `{${value.map(one => JSON.stringify(String(one))).join(',')}}` : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

interface Explained {
  'Planning Time': number
  'Execution Time': number
}

async function measure(companyId: string, text: string, parameters: unknown[], mode: string): Promise<Explained[]> {
  return inCompany(companyId, async ({ tx }) => {
    const run = (statement: string) => tx.execute<{ 'QUERY PLAN': [Explained] }>(statement)
    await run(`set local plan_cache_mode = ${mode}`)
    await run(`prepare measured as ${text}`)
    const given = parameters.length ? `(${parameters.map(literal).join(', ')})` : ''
    const found: Explained[] = []
    for (let round = -2; round < rounds; round++) {
      const [row] = await run(`explain (analyze, timing off, format json) execute measured${given}`)
      // The first ones make the plan that is kept, and fill caches.
      if (round >= 0) found.push(row!['QUERY PLAN'][0])
    }
    await run('deallocate measured')
    return found
  })
}

for (const slug of ['small-1', 'large']) {
  const [row] = await admin<{ id: string; name: string }[]>`select id, name from companies where slug = ${slug}`
  const administrators = slug === 'large' ? large!.administrators : small.administrators
  const company = companyOf({ id: row!.id, slug, name: row!.name }, administrators)
  const { does } = await signedIn(company, await company.user({ groups: [administrators] }))
  const operations = {
    access: () => does(viewAccess, {}),
    users: () => does(listUsersPage, {}),
    'users by words': () => does(listUsersPage, { q: 'ada abe' }),
    'audit log': () => does(listAuditEvents, {}),
    groups: () => does(listGroups, {}),
    dashboard: () => does(viewDashboard, {}),
  }
  process.stdout.write(`\n${slug}\n`)
  for (const [name, work] of Object.entries(operations)) {
    await work()
    const statements: [string, unknown[]][] = []
    const stop = listenToStatements((text, parameters) => statements.push([text, [...parameters]]))
    await work()
    stop()
    for (const [text, parameters] of statements.filter(([one]) => /^\s*(select|with)\b/i.test(one))) {
      const median = async (mode: string) => {
        const found = await measure(company.id, text, parameters, mode)
        const of = (key: keyof Explained) => summary(found.map(one => one[key])).median
        return { planning: of('Planning Time'), execution: of('Execution Time') }
      }
      const [custom, generic] = [await median('force_custom_plan'), await median('force_generic_plan')]
      process.stdout.write(
        `${name.padEnd(15)} planned each time ${ms(custom.planning).padStart(9)} + ${ms(custom.execution).padStart(9)}` +
          `   kept ${ms(generic.planning).padStart(9)} + ${ms(generic.execution).padStart(9)}   ${text.trim().replace(/\s+/g, ' ').slice(0, 50)}\n`,
      )
    }
  }
}
await close()
process.exit(0)
