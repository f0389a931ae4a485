import { expect, test } from 'vitest'
import { updateGroup } from '@/lib/groups/commands'
import { createPermission, updatePermission } from '@/lib/permissions/commands'
import { operations } from '@/lib/registry'
import { changeSecurity } from '@/lib/security/commands'
import { viewSecurity } from '@/lib/security/queries'
import { updateUser } from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { jsonSchemaOf, type JsonSchema } from './json-schema'
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

test('A part of the security settings leaves its other rules alone, and a misspelt rule changes none', async () => {
  const { company, ada } = await world()
  const own = { preset: 'custom' as const, minLength: 20, upper: true, digit: true, history: 5, expiryDays: 90 }
  await ada.does(changeSecurity, { password: own })
  await ada.does(changeSecurity, { password: { preset: 'custom', minLength: 24 } })
  const { settings } = await ada.does(viewSecurity)
  expect(settings.password).toMatchObject({ ...own, minLength: 24 })
  const misspelt = { password: { preset: 'custom', minLenght: 12 } }
  const error = await refusal(execute(changeSecurity, ada.caller, misspelt))
  expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['invalid_input', ['password.minLenght']])
  expect((await ada.does(viewSecurity)).settings.password).toEqual(settings.password)
  expect((await snapshot(company.id)).companies).toHaveLength(1)
})

/** Objects within an input that take more than they know. A browser's answer about a passkey says more than is looked at. */
const lenient = (schema: JsonSchema, path = ''): string[] => {
  if (/\.response\b/.test(path)) return []
  const within = [
    ...Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>),
    ...(schema.items ? [['[]', schema.items as JsonSchema] as const] : []),
    ...['anyOf', 'oneOf', 'allOf'].flatMap(key =>
      ((schema[key] ?? []) as JsonSchema[]).map(part => ['', part] as const),
    ),
  ]
  return [
    ...(schema.type === 'object' && schema.properties && schema.additionalProperties !== false ? [path] : []),
    ...within.flatMap(([name, part]) => lenient(part, `${path}.${name}`)),
  ]
}

test.each(operations.filter(({ kind }) => kind === 'command').map(({ name, input }) => [name, input] as const))(
  '%s knows every field that it takes, however deep',
  (_, input) => {
    expect(lenient(jsonSchemaOf(input, 'input'))).toEqual([])
  },
)
