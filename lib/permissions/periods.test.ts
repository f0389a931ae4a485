import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { permissionsIn } from '@/db/repositories/permissions'
import { inCompany } from '@/db/scope'
import { changeGroupPermissions, changeMembers } from '@/lib/groups/commands'
import { editGroupPermissions, viewGroup } from '@/lib/groups/queries'
import { groupsWithMoreGrants } from '@/lib/groups/reviewed-grants'
import { reactivateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { deletePermission } from './commands'

const hours = (n: number): Date => new Date(Date.now() + n * 3_600_000)

const later = { from: hours(24 * 7) }
const over = { from: hours(-2), to: hours(-1) }

const grant = async (company: MadeCompany, groupId: string, key: string, period: { from: Date; to?: Date }) => {
  const ids = await company.permissionIds([key])
  await inCompany(company.id, scope => permissionsIn(scope).grant(groupId, ids, { via: 'seed', by: null }, period))
  return ids[0]!
}

const openRows = (company: MadeCompany, table: 'memberships' | 'grants', groupId: string) =>
  inCompany(company.id, async ({ tx }) => [
    ...(await tx.execute(
      sql`select id from ${sql.identifier(table)} where group_id = ${groupId} and ended_at is null`,
    )),
  ])

describe('What a group is going to grant', () => {
  test('counts when the group is given to somebody; what it granted once does not', async () => {
    const company = await makeCompany()
    const [group, former, bob] = [await company.group(), await company.group(), await company.user()]
    await grant(company, group.id, 'ledger:post', later)
    await grant(company, former.id, 'ledger:post', over)
    const clerk = await signedIn(company, await company.user({ can: ['groups:update'] }))
    const holder = await signedIn(company, await company.user({ can: ['groups:update', 'ledger:post'] }))
    const add = (groupId: string) => ({ add: [{ groupId, userId: bob.id }] })
    const before = await snapshot(company.id)
    expect(await refusalCode(clerk.does(changeMembers, add(group.id)))).toBe('not_held')
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
    expect(await clerk.does(changeMembers, add(former.id))).toMatchObject({ added: 1 })
    expect(await holder.does(changeMembers, add(group.id))).toMatchObject({ added: 1 })
  })

  test('counts as more than a review saw', async () => {
    const company = await makeCompany()
    const group = await company.group({ name: 'Finance' })
    const grown = () => inCompany(company.id, scope => groupsWithMoreGrants(scope, [{ id: group.id, grants: [] }]))
    await grant(company, group.id, 'ledger:post', over)
    expect(await grown()).toEqual([])
    await grant(company, group.id, 'ledger:post', later)
    expect(await grown()).toMatchObject([{ name: 'Finance', added: ['ledger:post'] }])
  })

  test('stands among what it grants where that is reviewed, and is revoked', async () => {
    const company = await makeCompany()
    const admin = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const group = await company.group()
    const id = await grant(company, group.id, 'ledger:post', later)
    const seen = await admin.does(viewGroup, { groupId: group.id })
    expect(seen.permissions.map(({ resource }) => resource)).toEqual(['ledger'])
    const { permissions } = await admin.does(editGroupPermissions, { groupId: group.id })
    expect(permissions.filter(({ granted }) => granted).map(one => one.id)).toEqual([id])
    expect(await admin.does(changeGroupPermissions, { groupId: group.id, revoke: [id] })).toMatchObject({ revoked: 1 })
    expect(await openRows(company, 'grants', group.id)).toEqual([])
  })

  test('counts when a permission is deleted that it grants', async () => {
    const company = await makeCompany()
    const group = await company.group({ grants: ['users:delete'] })
    const permissionId = await grant(company, group.id, 'ledger:post', later)
    const clerk = await signedIn(company, await company.user({ can: ['permissions:delete'] }))
    const holder = await signedIn(company, await company.user({ can: ['permissions:delete', 'users:delete'] }))
    expect(await refusalCode(clerk.does(deletePermission, { permissionId }))).toBe('not_held')
    expect((await openRows(company, 'grants', group.id)).length).toBe(2)
    await holder.does(deletePermission, { permissionId })
    expect((await openRows(company, 'grants', group.id)).length).toBe(1)
  })
})

describe('What somebody is going to be a member of', () => {
  test('counts when they are reactivated; what they were a member of does not', async () => {
    const company = await makeCompany()
    const finance = await company.group({ grants: ['ledger:post'] })
    const [bob, eve] = [await company.user({ status: 'inactive' }), await company.user({ status: 'inactive' })]
    await company.join(bob, finance, later)
    await company.join(eve, finance, over)
    const clerk = await signedIn(company, await company.user({ can: ['users:deactivate', 'users:update'] }))
    const holder = await signedIn(
      company,
      await company.user({ can: ['users:deactivate', 'users:update', 'ledger:post'] }),
    )
    const before = await snapshot(company.id)
    expect(await refusalCode(clerk.does(reactivateUser, { userId: bob.id }))).toBe('not_held')
    expect((await snapshot(company.id)).users).toEqual(before.users)
    await clerk.does(reactivateUser, { userId: eve.id })
    await holder.does(reactivateUser, { userId: bob.id })
  })

  test('ends when they are removed, and the log says that it did', async () => {
    const company = await makeCompany()
    const admin = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const [group, bob] = [await company.group(), await company.user()]
    await company.join(bob, group, later)
    const remove = [{ groupId: group.id, userId: bob.id }]
    expect(await admin.does(changeMembers, { remove })).toMatchObject({ removed: 1 })
    expect(await openRows(company, 'memberships', group.id)).toEqual([])
    expect((await auditTrail(company.id)).at(-1)?.data).not.toHaveProperty('already')
    expect(await admin.does(changeMembers, { remove })).toMatchObject({ removed: 0 })
  })
})
