import { afterEach, describe, expect, test } from 'vitest'
import { countBounds } from '@/db/found-people'
import { memberBounds } from '@/db/group-page'
import { exportFile } from '@/lib/operation/export-file'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { exportMembers } from './export'
import { viewGroup, viewGroupPage } from './queries'

const usual = memberBounds.lookedUp
const { asked } = countBounds
afterEach(() => {
  memberBounds.lookedUp = usual
  countBounds.asked = asked
})

const names = (people: readonly { name: string }[]): string[] => people.map(({ name }) => name)

async function companyWithTeam() {
  const company = await makeCompany()
  const team = await company.group({ name: 'Team' })
  const groups = [team]
  for (let n = 10; n < 40; n++) await company.user({ name: `Person ${n}`, email: `p${n}@example.com`, groups })
  await company.user({ name: 'Zoë Schmidt', email: 'zoe@example.com', title: 'Xylophonist', groups })
  await company.user({ name: 'Max Schmidt', email: 'max@example.org', title: '', groups })
  await company.user({ name: 'Zoë Elsewhere', title: 'Xylophonist' })
  const as = await signedIn(company, await company.user({ name: 'Reader', can: ['groups:read'] }))
  return { company, groupId: team.id, as }
}

const cases: [string, string[]][] = [
  ['zoe', ['Zoë Schmidt']],
  ['schmidt', ['Max Schmidt', 'Zoë Schmidt']],
  ['schm xylo', ['Zoë Schmidt']],
  ['xylophonist', ['Zoë Schmidt']],
  ['max@example.org', ['Max Schmidt']],
  ['elsewhere', []],
  ['nobody', []],
  ['?', []],
]

describe('Who is looked for among the members of a group', () => {
  test.each([usual, 3])('is found by name, email address and title, and counted (%i looked up)', async bound => {
    memberBounds.lookedUp = bound
    const { groupId, as } = await companyWithTeam()
    for (const [q, expected] of cases) {
      const page = await as.does(viewGroupPage, { groupId, q })
      expect([q, names(page.members), page.found]).toEqual([q, expected, expected.length])
      expect(names((await as.does(viewGroup, { groupId, q })).members)).toEqual(expected)
      // The group is as large as ever.
      expect(page.group.members).toBe(32)
    }
    expect((await as.does(viewGroupPage, { groupId })).found).toBeUndefined()
  })

  test.each([usual, 3])('is found page by page, and back (%i looked up)', async bound => {
    memberBounds.lookedUp = bound
    const { groupId, as } = await companyWithTeam()
    const first = await as.does(viewGroupPage, { groupId, q: 'person' })
    expect([first.found, first.previous]).toEqual([30, undefined])
    expect(names(first.members)).toEqual(Array.from({ length: 25 }, (_, n) => `Person ${n + 10}`))
    const second = await as.does(viewGroupPage, { groupId, q: 'person', cursor: first.next })
    expect(names(second.members)).toEqual(Array.from({ length: 5 }, (_, n) => `Person ${n + 35}`))
    expect(second.next).toBeUndefined()
    const back = await as.does(viewGroupPage, { groupId, q: 'person', cursor: second.previous })
    expect(back.members).toEqual(first.members)
  })

  test('is not counted where many have the words and the group is large', async () => {
    memberBounds.lookedUp = 3
    countBounds.asked = 3
    const { groupId, as } = await companyWithTeam()
    expect((await as.does(viewGroupPage, { groupId, q: 'person' })).found).toBeUndefined()
    expect((await as.does(viewGroupPage, { groupId, q: 'schmidt' })).found).toBe(2)
  })

  test('is in the file, and the log keeps a beginning of what was typed', async () => {
    const { company, groupId, as } = await companyWithTeam()
    await as.does(viewGroup, { groupId, q: 'schmidt' })
    const { content } = await exportFile(exportMembers, as.caller, { groupId, q: 'schmidt', format: 'jsonl' })
    const lines = (await new Response(content).text()).trim().split('\n')
    expect(lines.map(line => (JSON.parse(line) as { name: string }).name)).toEqual(['Max Schmidt', 'Zoë Schmidt'])
    const events = await auditTrail(company.id)
    expect(events.find(({ event }) => event === 'group.viewed')?.data).toMatchObject({ filters: { q: 's…' } })
    expect(events.find(({ event }) => event === 'list.exported')?.data).toMatchObject({
      filters: { group: groupId, q: 's…' },
      rows: 2,
    })
  })

  test('is refused to who may not see groups, and not there for another company', async () => {
    const { company, groupId } = await companyWithTeam()
    const other = await makeCompany()
    const [without, foreign] = [
      await signedIn(company, await company.user({ can: ['users:read'] })),
      await signedIn(other, await other.user({ groups: [other.administrators] })),
    ]
    const input = { groupId, q: 'zoe' }
    expect(await refusalCode(without.does(viewGroup, input))).toBe('forbidden')
    expect(await refusalCode(without.does(viewGroupPage, input))).toBe('forbidden')
    expect(await refusalCode(exportFile(exportMembers, without.caller, input))).toBe('forbidden')
    expect(await refusalCode(foreign.does(viewGroup, input))).toBe('not_found')
    expect(await refusalCode(foreign.does(viewGroupPage, input))).toBe('not_found')
    expect(await refusalCode(exportFile(exportMembers, foreign.caller, input))).toBe('not_found')
  })
})
