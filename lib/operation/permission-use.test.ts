import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { permissionUseIn } from '@/db/repositories/permission-use'
import { inCompany } from '@/db/scope'
import { createGroup, deleteGroup } from '@/lib/groups/commands'
import { listGroups, viewGroup } from '@/lib/groups/queries'
import { viewPermission } from '@/lib/permissions/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { flushPermissionUse } from './permission-use'

const usesOf = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) => {
    const rows = await tx.execute<{ user_id: string; key: string; uses: number }>(sql`
      select u.user_id, p.resource || ':' || p.action as key, u.uses from permission_use u
      join permissions p on p.company_id = u.company_id and p.id = u.permission_id order by 2, 1`)
    return rows.map(row => [row.user_id, row.key, row.uses])
  })

test('The first use of a permission on a day is there with the answer, further ones are counted together', async () => {
  const [company, other] = [await makeCompany(), await makeCompany()]
  const person = await company.user({ groups: [company.administrators] })
  const ada = await signedIn(company, person)
  await ada.does(listGroups)
  expect(await usesOf(company)).toEqual([[person.id, 'groups:read', 1]])
  for (const groupId of [company.administrators.id, company.administrators.id]) await ada.does(viewGroup, { groupId })
  expect(await usesOf(company)).toEqual([[person.id, 'groups:read', 1]])
  await flushPermissionUse()
  expect(await usesOf(company)).toEqual([[person.id, 'groups:read', 3]])
  await flushPermissionUse()
  expect(await usesOf(company)).toEqual([[person.id, 'groups:read', 3]])
  expect(await usesOf(other)).toEqual([])
})

test('Who asks for them to be written waits for those that are being written', async () => {
  const company = await makeCompany()
  const person = await company.user({ groups: [company.administrators] })
  const ada = await signedIn(company, person)
  await ada.does(listGroups)
  await ada.does(listGroups)
  const flushes: Promise<void>[] = []
  let waited = false
  await inCompany(company.id, async ({ tx }) => {
    await tx.execute(sql`select from permission_use where company_id = ${company.id} for update`)
    flushes.push(
      flushPermissionUse(),
      flushPermissionUse().then(() => {
        waited = true
      }),
    )
    // A whole round trip, for as long as the row is held.
    await tx.execute(sql`select uses from permission_use where company_id = ${company.id}`)
    expect(waited).toBe(false)
  })
  await Promise.all(flushes)
  expect(await usesOf(company)).toEqual([[person.id, 'groups:read', 2]])
})

test('A permission tells the latest day on which it was used', async () => {
  const company = await makeCompany()
  const person = await company.user({ groups: [company.administrators] })
  const ada = await signedIn(company, person)
  const [read = '', create = ''] = await company.permissionIds(['groups:read', 'groups:create'])
  await ada.does(listGroups)
  const { lastUsed } = await ada.does(viewPermission, { permissionId: read })
  expect(lastUsed).toBe(new Date().toISOString().slice(0, 10))
  expect((await ada.does(viewPermission, { permissionId: create })).lastUsed).toBeNull()
})

test('What is refused uses nothing, whether the permission lacks or the act is rolled back', async () => {
  const company = await makeCompany()
  const reader = await company.user({ groups: [await company.group({ grants: ['groups:read'] })] })
  const nobody = await signedIn(company, reader)
  expect(await refusalCode(nobody.does(createGroup))).toBe('forbidden')
  const admin = await company.user({ groups: [company.administrators] })
  const ada = await signedIn(company, admin)
  expect(await refusalCode(ada.does(deleteGroup, { groupId: company.administrators.id }))).toBe('last_administrator')
  expect(await usesOf(company)).toEqual([])
  await nobody.does(listGroups)
  expect(await usesOf(company)).toEqual([[reader.id, 'groups:read', 1]])
})

test('Days that are older than what is kept are forgotten, those of other companies and later ones stay', async () => {
  const [company, other] = [await makeCompany(), await makeCompany()]
  const person = await company.user()
  const use = { userId: person.id, permission: 'users:read', uses: 2 }
  const add = ({ id }: MadeCompany, day: string) =>
    inCompany(id, scope => permissionUseIn(scope).add([{ ...use, day }]))
  for (const day of ['2025-01-01', '2025-06-01']) for (const one of [company, other]) await add(one, day)
  await inCompany(company.id, scope => permissionUseIn(scope).forgetBefore('2025-06-01'))
  expect([(await usesOf(company)).length, (await usesOf(other)).length]).toEqual([1, 2])
})
