import { afterEach, describe, expect, test } from 'vitest'
import { memberBounds } from '@/db/group-page'
import { exportFile } from '@/lib/operation/export-file'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { exportHolders } from './export'
import { viewPermissionPage } from './queries'

const usual = memberBounds.lookedUp
afterEach(() => {
  memberBounds.lookedUp = usual
})

async function companyOfDeployers() {
  const company = await makeCompany()
  const deployers = await company.group({ name: 'Deployers', grants: ['staging:deploy'] })
  const all = await company.group({ name: 'Staging', grants: ['staging:*'] })
  for (let n = 10; n < 40; n++) await company.user({ name: `Person ${n}`, groups: [deployers] })
  await company.user({ name: 'Zoë Schmidt', email: 'zoe@example.com', title: 'Xylophonist', groups: [deployers, all] })
  await company.user({ name: 'Max Schmidt', email: 'max@example.org', title: '', groups: [all] })
  await company.user({ name: 'Zoë Elsewhere', title: 'Xylophonist' })
  const [permissionId = ''] = await company.permissionIds(['staging:deploy'])
  const can = ['permissions:read', 'users:read']
  return { company, permissionId, as: await signedIn(company, await company.user({ name: 'Reader', can })) }
}

const cases: [string, [string, string[]][]][] = [
  ['zoe', [['Zoë Schmidt', ['Deployers', 'Staging']]]],
  [
    'schmidt',
    [
      ['Max Schmidt', ['Staging']],
      ['Zoë Schmidt', ['Deployers', 'Staging']],
    ],
  ],
  ['xylophonist', [['Zoë Schmidt', ['Deployers', 'Staging']]]],
  ['max@example.org', [['Max Schmidt', ['Staging']]]],
  ['elsewhere', []],
  ['?', []],
]

describe('Who is looked for among the people who have a permission', () => {
  test.each([usual, 3])('is found by name, email address and title, and counted (%i looked up)', async bound => {
    memberBounds.lookedUp = bound
    const { permissionId, as } = await companyOfDeployers()
    for (const [q, expected] of cases) {
      const page = await as.does(viewPermissionPage, { permissionId, q })
      expect([q, page.holders?.map(({ name, through }) => [name, through])]).toEqual([q, expected])
      // As many have it as ever; the administrators' group has nobody.
      expect([page.found, page.people]).toEqual([expected.length, 32])
    }
    const first = await as.does(viewPermissionPage, { permissionId, q: 'person' })
    const second = await as.does(viewPermissionPage, { permissionId, q: 'person', cursor: first.next })
    expect([first.found, first.holders?.length, second.holders?.length, second.next]).toEqual([30, 25, 5, undefined])
    expect((await as.does(viewPermissionPage, { permissionId })).found).toBeUndefined()
  })

  test('is in the file, and the log keeps a beginning of what was typed', async () => {
    const { company, permissionId, as } = await companyOfDeployers()
    await as.does(viewPermissionPage, { permissionId, q: 'schmidt' })
    const { content } = await exportFile(exportHolders, as.caller, { permissionId, q: 'schmidt', format: 'jsonl' })
    expect((await new Response(content).text()).trim().split('\n')).toHaveLength(2)
    const events = await auditTrail(company.id)
    expect(events.find(({ event }) => event === 'permission.viewed')?.data).toEqual({
      permission: 'staging:deploy',
      shown: 2,
      filters: { q: 's…' },
    })
    expect(events.find(({ event }) => event === 'list.exported')?.data).toMatchObject({ filters: { q: 's…' }, rows: 2 })
  })

  test('is told to nobody who may not see people, and not there for another company', async () => {
    const { company, permissionId } = await companyOfDeployers()
    const other = await makeCompany()
    const [blind, without, foreign] = [
      await signedIn(company, await company.user({ can: ['permissions:read'] })),
      await signedIn(company, await company.user({ can: ['users:read'] })),
      await signedIn(other, await other.user({ groups: [other.administrators] })),
    ]
    const input = { permissionId, q: 'zoe' }
    const seen = await blind.does(viewPermissionPage, input)
    expect([seen.people, seen.holders, seen.found, seen.next]).toEqual([32, undefined, undefined, undefined])
    const viewed = (await auditTrail(company.id)).findLast(({ event }) => event === 'permission.viewed')
    expect(viewed?.data).toEqual({ permission: 'staging:deploy' })
    expect(await refusalCode(exportFile(exportHolders, blind.caller, input))).toBe('forbidden')
    expect(await refusalCode(without.does(viewPermissionPage, input))).toBe('forbidden')
    expect(await refusalCode(foreign.does(viewPermissionPage, input))).toBe('not_found')
    expect(await refusalCode(exportFile(exportHolders, foreign.caller, input))).toBe('not_found')
  })
})
