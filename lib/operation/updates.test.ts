import { expect, test } from 'vitest'
import { updateGroup } from '@/lib/groups/commands'
import { createPermission, updatePermission } from '@/lib/permissions/commands'
import { updateUser } from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { execute } from './run'

async function world() {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  return { company, ada }
}

test('An update leaves alone what it was not sent', async () => {
  const { company, ada } = await world()
  const group = await company.group({ name: 'Finance' })
  const bob = await company.user({ name: 'Bob' })
  const { id: permissionId } = await ada.does(createPermission, {
    resource: 'ledger',
    action: 'post',
    description: 'Post to the ledger.',
  })
  await ada.does(updateGroup, { groupId: group.id, description: 'Who pays.' })
  await ada.does(updateGroup, { groupId: group.id, name: 'Treasury' })
  await ada.does(updateUser, { userId: bob.id, title: 'Engineer' })
  await ada.does(updateUser, { userId: bob.id, name: 'Robert' })
  await ada.does(updatePermission, { permissionId, action: 'read' })
  const { groups, users, permissions } = await snapshot(company.id)
  expect(groups).toContainEqual(
    expect.objectContaining({ id: group.id, name: 'Treasury', slug: 'finance', description: 'Who pays.' }),
  )
  expect(users).toContainEqual(expect.objectContaining({ id: bob.id, name: 'Robert', title: 'Engineer' }))
  expect(permissions).toContainEqual(
    expect.objectContaining({
      id: permissionId,
      resource: 'ledger',
      action: 'read',
      description: 'Post to the ledger.',
    }),
  )
})

test('What is sent empty is emptied', async () => {
  const { company, ada } = await world()
  const group = await company.group()
  const bob = await company.user()
  await ada.does(updateGroup, { groupId: group.id, description: 'Who pays.' })
  await ada.does(updateGroup, { groupId: group.id, description: '' })
  await ada.does(updateUser, { userId: bob.id, title: 'Engineer' })
  await ada.does(updateUser, { userId: bob.id, title: '' })
  const { groups, users } = await snapshot(company.id)
  expect(groups).toContainEqual(expect.objectContaining({ id: group.id, description: '' }))
  expect(users).toContainEqual(expect.objectContaining({ id: bob.id, title: null }))
})

test('A field that nobody knows is refused by its name, and nothing changes', async () => {
  const { company, ada } = await world()
  const group = await company.group()
  const before = await snapshot(company.id)
  const error = await refusal(
    execute(updateGroup, ada.caller, { groupId: group.id, descripton: 'Who pays.', nmae: 'T' }),
  )
  expect([error.status, error.code]).toEqual([422, 'invalid_input'])
  expect(Object.keys(error.fields ?? {}).toSorted()).toEqual(['descripton', 'nmae'])
  expect(await snapshot(company.id)).toEqual(before)
})
