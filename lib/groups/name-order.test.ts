import { expect, test } from 'vitest'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { listGroupOptions } from './choices'
import { createGroup } from './commands'
import { listGroups } from './queries'

const ordered = Array.from({ length: 60 }, (_, n) => `Team ${n + 1}`)

test('Numbers in names of groups and people are in their order, on every page and where groups are chosen', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ name: 'Ada', groups: [company.administrators] }))
  for (const name of ordered.toReversed()) {
    await company.group({ name })
    await company.user({ name })
  }
  const groups: string[] = []
  let page = await ada.does(listGroups, { q: 'team' })
  groups.push(...page.groups.map(({ name }) => name))
  while (page.next) {
    page = await ada.does(listGroups, { q: 'team', cursor: page.next })
    groups.push(...page.groups.map(({ name }) => name))
  }
  expect(groups).toEqual(ordered)
  const options = await ada.does(listGroupOptions, { q: 'team' })
  expect(options.groups.map(({ name }) => name)).toEqual(ordered.slice(0, 50))

  const people: string[] = []
  let list = await ada.does(listUsers, {})
  people.push(...list.users.map(({ name }) => name))
  while (list.next) {
    list = await ada.does(listUsers, { cursor: list.next })
    people.push(...list.users.map(({ name }) => name))
  }
  expect(people).toEqual(['Ada', ...ordered])
})

test('A zero before a number makes another name, and capitals do not', async () => {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  await ada.does(createGroup, { name: 'Group 2', slug: 'two' })
  expect(await refusalCode(ada.does(createGroup, { name: 'GROUP 2', slug: 'too' }))).toBe('invalid_input')
  await ada.does(createGroup, { name: 'Group 02', slug: 'zero-two' })
  const { groups } = await ada.does(listGroups, { q: 'group' })
  expect(groups.map(({ name }) => name)).toEqual(['Group 2', 'Group 02'])
})
