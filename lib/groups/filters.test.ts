import { eq } from 'drizzle-orm'
import { expect, describe, test } from 'vitest'
import { groups } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { exportFile } from '@/lib/operation/export-file'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { exportGroups } from './export'
import { listGroups, listGroupsPage } from './queries'

type Input = Record<string, string>

const set = (company: MadeCompany, id: string, values: Partial<typeof groups.$inferInsert>) =>
  inCompany(company.id, ({ tx }) => tx.update(groups).set(values).where(eq(groups.id, id)))

/** Four groups beside the administrators, each made on another day; the last two on the same. */
async function companyOfGroups() {
  const company = await makeCompany()
  const clerks = await company.group({ name: 'Clerks', grants: ['ledger:post'] })
  const bosses = await company.group({ name: 'Bosses', grants: ['ledger:*', 'users:read'] })
  const empty = await company.group({ name: 'Empty' })
  const drivers = await company.group({ name: 'Drivers', grants: ['cars:drive'] })
  await set(company, company.administrators.id, { createdAt: new Date('2026-01-01') })
  await set(company, clerks.id, { createdAt: new Date('2026-01-04') })
  await set(company, bosses.id, { createdAt: new Date('2026-01-02'), requiresSecondFactor: true })
  for (const { id } of [empty, drivers]) await set(company, id, { createdAt: new Date('2026-01-03') })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await company.user({ groups: [clerks, bosses] })
  await company.user({ groups: [clerks] })
  return { company, as: await signedIn(company, ada) }
}

/** Another company has the same and more: nothing of it is seen. */
async function elsewhere() {
  const company = await makeCompany()
  for (const name of ['Clerks', 'Others']) {
    const group = await company.group({ name, grants: ['ledger:post', 'elsewhere:only'] })
    await set(company, group.id, { requiresSecondFactor: true })
  }
}

/** The file as JSON Lines, the names in it. */
async function exported({ caller }: SignedInUser, input: Input): Promise<unknown[]> {
  const { content } = await exportFile(exportGroups, caller, { ...input, format: 'jsonl' })
  const lines = (await new Response(content).text()).split('\n').filter(Boolean)
  return lines.map(line => (JSON.parse(line) as { name: string }).name)
}

const cases: [Input, string[]][] = [
  [{ members: 'one' }, ['Administrators', 'Bosses']],
  [{ members: 'none' }, ['Drivers', 'Empty']],
  [{ grants: 'ledger:post' }, ['Administrators', 'Bosses', 'Clerks']],
  [{ grants: 'LEDGER:read ' }, ['Administrators', 'Bosses']],
  [{ grants: 'cars:drive' }, ['Administrators', 'Drivers']],
  // A wildcard is granted by those who grant all of it.
  [{ grants: 'ledger:*' }, ['Administrators', 'Bosses']],
  [{ grants: 'elsewhere:only' }, ['Administrators']],
  [{ requiresSecondFactor: 'yes' }, ['Bosses']],
  [{ requiresSecondFactor: 'no' }, ['Administrators', 'Clerks', 'Drivers', 'Empty']],
  [{ requiresSecondFactor: 'no', grants: 'ledger:post' }, ['Administrators', 'Clerks']],
  [{ requiresSecondFactor: 'yes', members: 'none' }, []],
  [{ q: 'cl', grants: 'ledger:post' }, ['Clerks']],
  [{ q: 'cl', requiresSecondFactor: 'yes' }, []],
]

describe('The list of groups', () => {
  test('shows those that match each filter, in either order, counts them, and a file has the same', async () => {
    await elsewhere()
    const { as } = await companyOfGroups()
    for (const [input, names] of cases) {
      const seen = await as.does(listGroups, input)
      expect([input, seen.groups.map(({ name }) => name)]).toEqual([input, names])
      expect([input, seen.total]).toEqual([input, names.length])
      const page = await as.does(listGroupsPage, { ...input, sort: '-name' })
      expect([input, page.groups.map(({ name }) => name)]).toEqual([input, names.toReversed()])
      expect([input, await exported(as, input)]).toEqual([input, names])
    }
  })

  test('is sorted by when groups were made, and of one moment by their ids', async () => {
    const { as } = await companyOfGroups()
    const named = async (input: Input) => (await as.does(listGroups, input)).groups.map(({ name }) => name)
    const oldest = ['Administrators', 'Bosses', 'Empty', 'Drivers', 'Clerks']
    expect(await named({ sort: 'created' })).toEqual(oldest)
    expect(await named({ sort: '-created' })).toEqual(oldest.toReversed())
    expect(await named({ sort: '-created', grants: 'ledger:post' })).toEqual(['Clerks', 'Bosses', 'Administrators'])
    expect(await named({ sort: 'created', q: 'e' })).toEqual(['Administrators', 'Empty'])
    expect(await exported(as, { sort: '-created' })).toEqual(oldest.toReversed())
  })

  test.each(['name', '-name', 'created', '-created'] as const)(
    'by %s is turned page by page, there and back, with many of one moment',
    async sort => {
      const company = await makeCompany()
      for (let n = 0; n < 60; n++) {
        const { id } = await company.group({ name: `Team ${n}` })
        await set(company, id, { createdAt: new Date(n % 20 === 0 ? '2026-01-01' : '2026-01-02') })
      }
      const as = await signedIn(company, await company.user({ can: ['groups:read'] }))
      const asked = { q: 'team', sort, limit: 25 as const }
      const whole = (await as.does(listGroups, { ...asked, limit: 100 })).groups.map(({ id }) => id)
      expect(new Set(whole).size).toBe(60)
      const pages = [await as.does(listGroups, asked)]
      while (pages.at(-1)!.next) pages.push(await as.does(listGroups, { ...asked, cursor: pages.at(-1)!.next }))
      expect(pages.map(({ groups: shown }) => shown.length)).toEqual([25, 25, 10])
      expect(pages.flatMap(({ groups: shown }) => shown.map(({ id }) => id))).toEqual(whole)
      const back = await as.does(listGroups, { ...asked, cursor: pages[2]!.previous })
      expect(back.groups).toEqual(pages[1]!.groups)
      expect((await as.does(listGroups, { ...asked, cursor: back.previous })).groups).toEqual(pages[0]!.groups)
    },
  )

  test('keeps in the log what a file was narrowed to', async () => {
    const { company, as } = await companyOfGroups()
    await exported(as, { q: 'clerks', grants: 'ledger:post', requiresSecondFactor: 'no', sort: '-created' })
    const event = (await auditTrail(company.id)).at(-1)
    expect(event?.data).toMatchObject({
      list: 'groups',
      filters: { q: 'c…', grants: 'ledger:post', requiresSecondFactor: 'no' },
      rows: 1,
    })
  })

  test.each([
    [{ members: 'two' }, 'members', 'Members must be one or none.'],
    [{ grants: 'ledger' }, 'grants', 'A permission must be a resource and an action, such as users:read.'],
    [{ requiresSecondFactor: 'maybe' }, 'requiresSecondFactor', 'Requires a second factor must be yes or no.'],
    [{ sort: 'members' }, 'sort', 'Sort by one of name, -name, created, -created.'],
  ])('says what is wrong with %j', async (input, field, sentence) => {
    const { as } = await companyOfGroups()
    const refused = await refusal(as.does(listGroups, input as object))
    expect([refused.status, refused.fields]).toEqual([422, { [field]: sentence }])
    expect((await as.does(listGroups, {})).groups.length).toBe(5)
  })
})
