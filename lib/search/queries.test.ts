import { describe, expect, test } from 'vitest'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { searchEverything } from './queries'

const namesOf = ({ users, groups, permissions }: Awaited<ReturnType<typeof search>>) => ({
  users: users.map(user => user.name),
  groups: groups.map(group => group.name),
  permissions: permissions.map(({ resource, action }) => `${resource}:${action}`),
})

async function search(company: MadeCompany, can: string[], q: string, more: { status?: 'active' | 'inactive' } = {}) {
  const reader = await signedIn(company, await company.user({ name: 'Reader', title: '', can }))
  return reader.does(searchEverything, { q, ...more })
}

/** A person, a group and a permission that one word finds. */
async function withZebras(): Promise<MadeCompany> {
  const company = await makeCompany()
  await company.user({ name: 'Zebedee Zebra' })
  await company.group({ name: 'Zebras', grants: ['zebra:feed'] })
  return company
}

describe('A search of everything', () => {
  test.each([
    [['users:read'], { users: ['Zebedee Zebra'], groups: [], permissions: [] }],
    [['groups:read'], { users: [], groups: ['Zebras'], permissions: [] }],
    [['permissions:read'], { users: [], groups: [], permissions: ['zebra:feed'] }],
    [['audit:read'], { users: [], groups: [], permissions: [] }],
    [['*:*'], { users: ['Zebedee Zebra'], groups: ['Zebras'], permissions: ['zebra:feed'] }],
  ])('finds for who holds %s what they may see and nothing else', async (can, found) => {
    const company = await withZebras()
    for (const q of ['zebra', 'ZÉB']) expect(namesOf(await search(company, can, q))).toEqual(found)
  })

  test('finds nothing of another company, where the same word finds it', async () => {
    const [acme, globex] = [await makeCompany(), await withZebras()]
    const nothing = { users: [], groups: [], permissions: [] }
    expect(namesOf(await search(acme, ['*:*'], 'zebra'))).toEqual(nothing)
    expect(namesOf(await search(globex, ['*:*'], 'zebra'))).not.toEqual(nothing)
  })

  test('finds six of each kind and no more, people by name, and those of a status where one is asked for', async () => {
    const company = await makeCompany()
    for (let n = 1; n <= 8; n++) await company.user({ name: `Zebra ${n}`, status: n % 2 ? 'active' : 'inactive' })
    for (let n = 1; n <= 8; n++) await company.group({ name: `Zebras ${n}`, grants: [`zebra:feed-${n}`] })
    const found = await search(company, ['*:*'], 'zebra')
    expect(Object.values(found).map(list => list.length)).toEqual([6, 6, 6])
    expect(namesOf(found).users).toEqual(['Zebra 1', 'Zebra 2', 'Zebra 3', 'Zebra 4', 'Zebra 5', 'Zebra 6'])
    const inactive = await search(company, ['*:*'], 'zebra', { status: 'inactive' })
    expect(namesOf(inactive).users).toEqual(['Zebra 2', 'Zebra 4', 'Zebra 6', 'Zebra 8'])
  })

  test('finds nothing for no word, and refuses one that is too long with a sentence at its field', async () => {
    const company = await withZebras()
    for (const q of ['', ' ', '-'])
      expect(namesOf(await search(company, ['*:*'], q))).toEqual({ users: [], groups: [], permissions: [] })
    expect(await refusalCode(search(company, ['*:*'], 'z'.repeat(201)))).toBe('invalid_input')
  })
})

describe('What somebody types is recorded', () => {
  const searchesOf = async (company: MadeCompany) =>
    (await auditTrail(company.id)).filter(({ event }) => event === 'search.performed')

  test('once for a search and what narrows it, and again for another, another person and another status', async () => {
    const company = await withZebras()
    const [ada, eve] = [
      await signedIn(company, await company.user({ groups: [company.administrators] })),
      await signedIn(company, await company.user({ groups: [company.administrators] })),
    ]
    for (const q of ['ze', 'zeb', 'ZEBRA', 'zebra x']) await ada.does(searchEverything, { q })
    expect((await searchesOf(company)).map(({ data }) => data)).toEqual([{ filters: { q: '…' }, shown: 3 }])
    await ada.does(searchEverything, { q: 'zoe' })
    await ada.does(searchEverything, { q: 'zoe', status: 'active' })
    await eve.does(searchEverything, { q: 'zoe' })
    expect(await searchesOf(company)).toHaveLength(4)
    await eve.does(searchEverything, { q: 'zo' })
    expect(await searchesOf(company)).toHaveLength(5)
  })

  test('also what found nothing, and what had no word, which lets nothing after it pass', async () => {
    const company = await withZebras()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    for (const q of ['', 'nobody', 'zebra']) await ada.does(searchEverything, { q })
    expect((await searchesOf(company)).map(({ data }) => data.shown)).toEqual([0, 0, 3])
  })

  test('and changes nothing', async () => {
    const company = await withZebras()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const before = await snapshot(company.id)
    await ada.does(searchEverything, { q: 'zebra' })
    expect(await snapshot(company.id)).toEqual(before)
  })
})
