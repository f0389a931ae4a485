import { expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { listGroupOptions } from './choices'

test('Groups are offered by name to who may see people, the first fifty of them, and found by typing', async () => {
  const company = await makeCompany()
  for (let n = 0; n < 52; n++) await company.group({ name: `Team ${n}` })
  const zebra = await company.group({ name: 'Zebra Ölpest' })
  const readers = await company.group({ name: 'A group', grants: ['users:read'] })
  const bob = await signedIn(company, await company.user({ groups: [readers] }))
  const first = await bob.does(listGroupOptions)
  expect([first.groups.length, first.more, first.groups[0]]).toEqual([50, true, { id: readers.id, name: 'A group' }])
  for (const q of ['zeb', 'ÖLPEST', 'olp'])
    expect(await bob.does(listGroupOptions, { q })).toEqual({
      groups: [{ id: zebra.id, name: 'Zebra Ölpest' }],
      more: false,
    })
  expect(await bob.does(listGroupOptions, { q: 'nothing like it' })).toEqual({ groups: [], more: false })
})

test('Groups are not offered to who may not see people, and never those of another company', async () => {
  const [acme, globex] = [await makeCompany(), await makeCompany()]
  const secret = await globex.group({ name: 'Secret' })
  const eve = await signedIn(acme, await acme.user())
  const before = await snapshot(acme.id)
  expect(await refusalCode(eve.does(listGroupOptions))).toBe('forbidden')
  expect(await snapshot(acme.id)).toEqual(before)
  const ada = await signedIn(acme, await acme.user({ groups: [acme.administrators] }))
  expect((await ada.does(listGroupOptions, { q: 'secret' })).groups).toEqual([])
  const gil = await signedIn(globex, await globex.user({ groups: [globex.administrators] }))
  expect((await gil.does(listGroupOptions, { q: 'secret' })).groups).toEqual([{ id: secret.id, name: 'Secret' }])
})
