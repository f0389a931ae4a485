import { describe, expect, test } from 'vitest'
import { deactivateUser, reactivateUser } from '@/lib/users/commands'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { runBulk } from './commands'
import { previewBulk, previewBulkPage, viewBulkResultPage } from './queries'

const deactivate = 'deactivate' as const
const reactivate = 'reactivate' as const

async function companyWithAdministrator() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, ada, asAda: await signedIn(company, ada) }
}

describe('Many people reactivated at once', () => {
  test('come back with their groups and an event each, and those who are not inactive are left out', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance', grants: ['ledger:post'] })
    const bob = await company.user({ name: 'Bob', groups: [finance], status: 'inactive' })
    const eve = await company.user({ name: 'Eve' })
    const asked = { act: reactivate, people: [bob.id, eve.id] }
    expect(await asAda.does(previewBulk, asked)).toMatchObject({
      concerned: 1,
      granted: ['ledger:post'],
      leftOut: [{ name: 'Eve', reason: 'not_inactive' }],
    })
    const { bulkId } = await asAda.does(runBulk, { ...asked, expected: 1, granted: ['ledger:post'] })
    expect((await asAda.does(listUsers, { q: 'bob' })).users).toMatchObject([{ status: 'active' }])
    expect((await auditTrail(company.id)).find(({ event }) => event === 'user.reactivated')).toMatchObject({
      target_id: bob.id,
      data: { groups: ['Finance'], bulk: bulkId },
    })
  })

  test('undo a deactivation, but for whom somebody reactivated and deactivated again since', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const [bob, eve, joan] = [
      await company.user({ name: 'Bob' }),
      await company.user({ name: 'Eve' }),
      await company.user({ name: 'Joan' }),
    ]
    const { bulkId } = await asAda.does(runBulk, { act: deactivate, people: [bob.id, eve.id, joan.id] })
    for (const { id } of [bob, joan]) await asAda.does(reactivateUser, { userId: id })
    await asAda.does(deactivateUser, { userId: bob.id, reason: 'Left for good.' })
    const undo = { act: reactivate, bulkId }
    expect(await asAda.does(runBulk, undo)).toMatchObject({ done: 1, skipped: { changed_since: 1, not_inactive: 1 } })
    const { users } = await asAda.does(listUsers, { status: 'inactive' })
    expect(users.map(({ name }) => name)).toEqual(['Bob'])
  })

  test('are only those whose groups grant no more than the reader has, and none where it is more by now', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const vault = await company.group({ grants: ['vault:open'] })
    const plain = await company.group()
    const inactive = { status: 'inactive' as const }
    const [bob, eve] = [
      await company.user({ name: 'Bob', groups: [vault], ...inactive }),
      await company.user({ name: 'Eve', groups: [plain], ...inactive }),
    ]
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'users:deactivate'] }))
    const reader = await signedIn(company, await company.user({ can: ['users:read'] }))
    const all = { act: reactivate, people: [bob.id, eve.id] }
    const before = await snapshot(company.id)
    expect(await refusalCode(reader.does(runBulk, all))).toBe('forbidden')
    await company.grow(plain, ['ledger:post'])
    const grown = await snapshot(company.id)
    expect(await refusalCode(asAda.does(runBulk, { act: reactivate, people: [eve.id], granted: [] }))).toBe('conflict')
    expect(await snapshot(company.id)).toEqual(grown)
    expect(grown).not.toEqual(before)
    expect(await helper.does(previewBulk, all)).toMatchObject({ concerned: 0, skipped: { not_held: 2 } })
    expect(await asAda.does(runBulk, { ...all, granted: ['ledger:post', 'vault:open'] })).toMatchObject({ done: 2 })
  })
})

test('Undoing a reactivation leaves alone who was deactivated and brought back since', async () => {
  const { company, asAda } = await companyWithAdministrator()
  const inactive = { status: 'inactive' as const }
  const [bob, eve] = [
    await company.user({ name: 'Bob', ...inactive }),
    await company.user({ name: 'Eve', ...inactive }),
  ]
  const { bulkId } = await asAda.does(runBulk, { act: reactivate, people: [bob.id, eve.id] })
  await asAda.does(deactivateUser, { userId: bob.id, reason: 'On leave.' })
  await asAda.does(reactivateUser, { userId: bob.id })
  expect(await asAda.does(runBulk, { act: deactivate, bulkId })).toMatchObject({
    done: 1,
    skipped: { changed_since: 1 },
  })
  expect((await asAda.does(listUsers, { status: 'inactive' })).users.map(({ name }) => name)).toEqual(['Eve'])
})

test('What a reactivation opens is looked at of those whom it concerns alone', async () => {
  const { company, asAda } = await companyWithAdministrator()
  const [vault, plain] = [
    await company.group({ grants: ['vault:open'] }),
    await company.group({ grants: ['ledger:post'] }),
  ]
  const inactive = { status: 'inactive' as const }
  const bob = await company.user({ name: 'Bob', groups: [vault], ...inactive })
  const eve = await company.user({ name: 'Eve', groups: [plain], ...inactive })
  const can = ['users:read', 'users:deactivate', 'ledger:post']
  const helper = await signedIn(company, await company.user({ can }))
  const asked = { act: reactivate, people: [bob.id, eve.id] }
  expect(await helper.does(previewBulk, asked)).toMatchObject({ concerned: 1, granted: ['ledger:post'] })
  expect(await helper.does(runBulk, { ...asked, granted: ['ledger:post'] })).toMatchObject({ done: 1 })
  expect(await asAda.does(previewBulk, asked)).toMatchObject({ concerned: 1, granted: ['vault:open'] })
})

describe('Everybody of an act', () => {
  test('is listed page by page before and after it, and who is left out with the reason', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    for (let n = 10; n < 65; n++) await company.user({ name: `Temp ${n}`, title: 'Picker', groups: [finance] })
    const all = { act: deactivate, all: 'yes' as const, group: finance.id }
    const first = await asAda.does(previewBulkPage, all)
    expect([first.selected, first.people.length]).toEqual([55, 50])
    expect(first.people[0]).toMatchObject({ name: 'Temp 10', title: 'Picker', groups: [{ name: 'Finance' }] })
    const second = await asAda.does(previewBulkPage, { ...all, page: 2 })
    expect(second.people.map(({ name }) => name)).toEqual(['Temp 60', 'Temp 61', 'Temp 62', 'Temp 63', 'Temp 64'])
    const chosen = { act: deactivate, people: [ada.id, ...first.people.map(({ id }) => id)] }
    expect((await asAda.does(previewBulkPage, { ...chosen, show: 'skipped' })).people).toMatchObject([
      { name: 'Ada', reason: 'oneself' },
    ])

    const { bulkId } = await asAda.does(runBulk, { ...all, people: undefined })
    const page = await asAda.does(viewBulkResultPage, { bulkId })
    expect(page.people).toHaveLength(50)
    const next = await asAda.does(viewBulkResultPage, { bulkId, cursor: page.next })
    expect(next.people.map(({ name }) => name)).toEqual(second.people.map(({ name }) => name))
    const one = await asAda.does(runBulk, { act: deactivate, people: [ada.id] })
    expect((await asAda.does(viewBulkResultPage, { bulkId: one.bulkId, show: 'skipped' })).people).toMatchObject([
      { name: 'Ada', reason: 'oneself' },
    ])
  })
})
