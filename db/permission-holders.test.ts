import { afterEach, expect, test } from 'vitest'
import { deletePermission } from '@/lib/permissions/commands'
import { viewPermissionPage } from '@/lib/permissions/queries'
import { makeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { holderBounds } from './repositories/permission-holders'

const usual = holderBounds.lookedUp
afterEach(() => {
  holderBounds.lookedUp = usual
})

test.each([usual, 3])('Who has a permission is told apart exactly, also beyond %i memberships', async lookedUp => {
  const company = await makeCompany()
  const teams = [
    await company.group({ grants: ['staging:deploy'] }),
    await company.group({ grants: ['staging:deploy'] }),
    await company.group({ grants: ['staging:*'] }),
  ]
  const [first, second, wildcard] = teams
  await company.user({ groups: [first!, second!] })
  await company.user({ groups: [first!] })
  await company.user({ groups: [second!, wildcard!] })
  await company.user({ groups: [wildcard!] })
  await company.user({})
  const reader = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const [id] = await company.permissionIds(['staging:deploy'])
  holderBounds.lookedUp = lookedUp
  // The administrator has it by everything that they may do.
  expect(await reader.does(viewPermissionPage, { permissionId: id! })).toMatchObject({ people: 5, losers: 2 })
  await reader.does(deletePermission, { permissionId: id! })
  expect((await auditTrail(company.id)).at(-1)?.data).toMatchObject({ people: 2 })
})
