import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { roleName } from '@/db/roles'
import { deleteGroup } from '@/lib/groups/commands'
import { viewGroup } from '@/lib/groups/queries'
import { forgetEnv } from '@/lib/kernel/env'
import { COUNT_LIMIT } from '@/lib/kernel/totals'
import { EXPORT_ROWS } from '@/lib/operation/list-export'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { copyCompany, fillCompanies } from '@/testing/fill-companies'
import { signedIn } from '@/testing/run-as'
import { heaviest, logPlans, PlanLog, rowsRead, wholeTables, type RecordedPlan } from './log'
import { foundIn, walkOperations } from './walk'

const PEOPLE = 20_000

/** What a page may read beside a total that is counted as far as totals are. */
const MOST_OF_LARGE = COUNT_LIMIT + 1000
/** More than a small company has of anything, the people whom the walk itself makes included. */
const MOST_OF_SMALL = 5000

/** Every operation is carried out, one after the other, each with what its lists can be asked. */
const WALK_MS = 240_000

/** What reads more, in a large company, and why. */
const allowed: [RegExp, number][] = [
  // The members of each group of a page are counted by themselves, and remembered for a minute (lib/groups/remembered-members.ts).
  [/^groups\.list/, 51 * COUNT_LIMIT],
  [/^groups\.export( |$)/, (EXPORT_ROWS + 1) * COUNT_LIMIT],
  // Of each that is counted, its groups are asked for.
  [/^(security\.viewPage|dashboard\.view)$/, 5 * COUNT_LIMIT],
  // For each group that can be chosen, what it grants is found among all permissions, of which there are dozens.
  [/^(users\.viewPage|invitations\.new)$/, 5 * COUNT_LIMIT],
  // How many have a permission is told apart among so many memberships (`holderBounds` in db/repositories/permission-holders.ts).
  [/^permissions\.view/, 4 * COUNT_LIMIT + 1000],
  // Of a word that everybody has, four rows a person are read to count 5,001: several of theirs may begin alike (db/search-count.ts).
  [/^groups\.viewPage .*"q":"example"/, 4 * 5001 + 1000],
  // Whom a setting concerns is found among everybody. So are those who lack a second factor, of whom there may be few.
  [/^security\.preview$|"factor":/, 5 * PEOPLE],
  // What is recorded is exact: of a group all memberships end with it, of a permission it is said how many people lose it.
  [/^(groups|permissions)\.delete$/, 2 * PEOPLE],
  // What a group's members would lose is the sum of what all of them hold: asked for where it requires a second factor of them.
  [/^groups\.previewDeletion/, 10 * PEOPLE],
]

/** A server of its own, since its log is read. */
const dataDir = mkdtempSync(join(tmpdir(), 'console-plans-'))
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let admin: postgres.Sql
let large: MadeCompany
/** Alike, each for one walk. */
let small: [MadeCompany, MadeCompany]

beforeAll(async () => {
  const options = { dataDir, database: 'console_plans', throwaway: true, installation: process.env.TEST_POSTGRES }
  server = await startEmbeddedPostgres(options)
  process.env.DATABASE_URL = server.url
  forgetEnv()
  await migrate({ databaseUrl: server.url, authSecret: process.env.AUTH_SECRET! })
  admin = postgres(server.url, { max: 1, onnotice: () => {} })
  small = [await makeCompany(), await makeCompany()]
  await fillCompanies(admin, small, { people: 20, groups: 4, events: 300 })
  await copyCompany(admin, small[0], 20)
  large = await makeCompany()
  await fillCompanies(admin, [large], { people: PEOPLE, groups: 100, events: 60_000 })
  await admin`vacuum (analyze)`
})

afterAll(async () => {
  await closeDatabase()
  await admin.end()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A sentence for each statement that reads too much. */
async function tooMuch(company: MadeCompany, most: number, planCacheMode?: string): Promise<string[]> {
  await logPlans(admin, roleName(server.url, 'app'), planCacheMode)
  await closeDatabase()
  const found = await foundIn(admin, company.id)
  const walked = await walkOperations(company, new PlanLog(dataDir), found)
  expect([...walked.values()].flat().length).toBeGreaterThan(500)
  return [...walked].flatMap(([name, plans]) => {
    const more = company === large ? allowed.find(([pattern]) => pattern.test(name))?.[1] : undefined
    // With a plan for everybody it asks each of its people about each of their sessions; it is planned anew, and seldom asked.
    if (planCacheMode && name === 'security.preview') return []
    return plans.flatMap(plan => findingsOf(name, plan, more ?? most))
  })
}

function findingsOf(name: string, plan: RecordedPlan, most: number): string[] {
  const [node, whole] = [heaviest(plan), wholeTables(plan)]
  const text = plan['Query Text'].replace(/\s+/g, ' ').slice(0, 120)
  return [
    ...(rowsRead(node) > most
      ? [
          `${name}: ${rowsRead(node)} rows in a ${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''} of ${text}`,
        ]
      : []),
    ...(whole.length ? [`${name} reads all of ${whole.join(', ')}: ${text}`] : []),
  ]
}

test(
  'In a large company no statement reads more than a total is counted, and none a whole table',
  async () => {
    expect(await tooMuch(large, MOST_OF_LARGE)).toEqual([])
  },
  WALK_MS,
)

test.each([
  ['as the application plans', 0, undefined],
  ['by plans that are kept', 1, 'force_generic_plan'],
] as const)(
  'In a small company beside it no statement reads what is of others, %s',
  async (_, which, mode) => {
    expect(await tooMuch(small[which], MOST_OF_SMALL, mode)).toEqual([])
  },
  WALK_MS,
)

test('A total stops at 10,000, and what is recorded of a group that is deleted does not', async () => {
  // Whose address another test may have changed.
  const [company] = await admin<{ slug: string }[]>`select slug from companies where id = ${large.id}`
  const ada = await signedIn({ ...large, ...company }, await large.user({ groups: [large.administrators] }))
  const [everybody] = await admin<{ id: string }[]>`
    select id from groups where company_id = ${large.id} and slug = 'everybody'`
  const groupId = everybody!.id
  expect((await ada.does(viewGroup, { groupId })).group.members).toBe(COUNT_LIMIT)
  await ada.does(deleteGroup, { groupId })
  const [event] = await admin<{ data: { members: number } }[]>`
    select data from audit_events where company_id = ${large.id} and event = 'group.deleted' order by id desc limit 1`
  expect(event!.data.members).toBeGreaterThanOrEqual(PEOPLE)
})
