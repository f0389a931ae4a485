import { afterEach, expect, test } from 'vitest'
import { memberBounds } from '@/db/group-page'
import { makeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { listPermissions, viewPermissionPage } from './queries'

const usual = memberBounds.lookedUp
afterEach(() => {
  memberBounds.lookedUp = usual
})

test.each([
  ['few', usual],
  ['so many that the list of all is walked', 3],
])('Who has a permission is listed by name with the groups it comes through: %s', async (_, bound) => {
  const company = await makeCompany()
  const deployers = await company.group({ name: 'Deployers', grants: ['staging:deploy'] })
  const everything = await company.group({ name: 'Staging', grants: ['staging:*'] })
  for (let n = 10; n < 37; n++) await company.user({ name: `Person ${n}`, groups: [deployers] })
  await company.user({ name: 'Zoe', groups: [deployers, everything] })
  await company.user({ name: 'Nobody Special' })
  const asReader = await signedIn(company, await company.user({ can: ['permissions:read', 'users:read'] }))
  const { permissions } = await asReader.does(listPermissions, { q: 'deploy' })
  const permissionId = permissions.find(({ action }) => action === 'deploy')!.id
  memberBounds.lookedUp = bound
  const first = await asReader.does(viewPermissionPage, { permissionId })
  expect(first.holders?.map(({ name }) => name)).toEqual(Array.from({ length: 25 }, (_, n) => `Person ${n + 10}`))
  const second = await asReader.does(viewPermissionPage, { permissionId, cursor: first.next })
  expect(second.holders?.map(({ name, through }) => [name, through])).toEqual([
    ['Person 35', ['Deployers']],
    ['Person 36', ['Deployers']],
    ['Zoe', ['Deployers', 'Staging']],
  ])
  expect(second.next).toBeUndefined()
  const back = await asReader.does(viewPermissionPage, { permissionId, cursor: second.previous })
  expect(back.holders).toEqual(first.holders)
  const wide = await asReader.does(viewPermissionPage, { permissionId, limit: 50 })
  expect([wide.holders?.length, wide.next]).toEqual([28, undefined])
})

test('A page that names who has a permission says in the audit log how many it named', async () => {
  const company = await makeCompany()
  const deployers = await company.group({ grants: ['staging:deploy'] })
  for (const name of ['Bob', 'Eve']) await company.user({ name, groups: [deployers] })
  const [permissionId = ''] = await company.permissionIds(['staging:deploy'])
  const facts = async (can: string[]) => {
    await (await signedIn(company, await company.user({ can }))).does(viewPermissionPage, { permissionId })
    return (await auditTrail(company.id)).findLast(({ event }) => event === 'permission.viewed')
  }
  expect(await facts(['permissions:read', 'users:read'])).toMatchObject({
    data: { permission: 'staging:deploy', shown: 2 },
    target_id: permissionId,
  })
  expect((await facts(['permissions:read']))?.data).toEqual({ permission: 'staging:deploy' })
})

test('Who may not see people reads how many have it, and no names', async () => {
  const company = await makeCompany()
  await company.user({ groups: [await company.group({ grants: ['staging:deploy'] })] })
  const asReader = await signedIn(company, await company.user({ can: ['permissions:read'] }))
  const { permissions } = await asReader.does(listPermissions, { q: 'deploy' })
  const seen = await asReader.does(viewPermissionPage, { permissionId: permissions[0]!.id })
  expect([seen.people, seen.holders]).toEqual([1, undefined])
})
