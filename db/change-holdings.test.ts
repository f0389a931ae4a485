import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import { runBulk } from '@/lib/bulk/commands'
import { changeGroupPermissions, changeMembers, deleteGroup } from '@/lib/groups/commands'
import { cancelInvitation, sendInvitations } from '@/lib/invitations/commands'
import { deletePermission } from '@/lib/permissions/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { office, runToEnd, startedImport } from '@/testing/imports'
import { signedIn } from '@/testing/run-as'
import { untilSomebodyWaits } from '@/testing/waiting'
import { changeTime } from './change-holdings'
import { inCompany } from './scope'

// Two people at once need a connection each; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

type Row = Record<string, unknown>

/** All of a group, the oldest first, open or closed. */
const rowsOf = (company: MadeCompany, table: 'memberships' | 'grants', groupId: string): Promise<Row[]> =>
  inCompany(company.id, async ({ tx }) => [
    ...(await tx.execute<Row>(
      sql`select * from ${sql.identifier(table)} where group_id = ${groupId} order by created_at, valid_from`,
    )),
  ])

const membershipsOf = async (company: MadeCompany, groupId: string, userId: string): Promise<Row[]> =>
  (await rowsOf(company, 'memberships', groupId)).filter(row => row.user_id === userId)

const hours = (n: number): Date => new Date(Date.now() + n * 3_600_000)

const SEED = { via: 'seed', by: null } as const

async function world() {
  const company = await makeCompany()
  const ada = await company.user({ groups: [company.administrators] })
  return { company, ada, asAda: await signedIn(company, ada), group: await company.group(), bob: await company.user() }
}

describe('Adding somebody again', () => {
  test.each([
    ['whose membership is over', { from: hours(-2), to: hours(-1) }],
    ['whose membership is to begin later', { from: hours(1) }],
  ])('%s closes that row and makes another', async (_, period) => {
    const { company, ada, asAda, group, bob } = await world()
    await company.join(bob, group, period)
    const [before] = await membershipsOf(company, group.id, bob.id)
    const add = [{ groupId: group.id, userId: bob.id }]
    expect(await asAda.does(changeMembers, { add })).toMatchObject({ added: 1 })
    const rows = await membershipsOf(company, group.id, bob.id)
    expect(rows.length).toBe(2)
    const [was, is] = [rows.find(row => row.id === before!.id)!, rows.find(row => row.id !== before!.id)!]
    // What it said stays.
    expect(was).toEqual({
      ...before,
      ended_at: expect.anything(),
      ended_via: 'expired',
      open_user_id: null,
      open_group_id: null,
    })
    expect(is).toMatchObject({ ended_at: null, valid_to: 'infinity', added_via: 'by_hand', added_by: ada.id })
  })

  test('whose membership holds changes nothing, also not its end', async () => {
    const { company, asAda, group, bob } = await world()
    await company.join(bob, group, { to: hours(1) })
    const before = await membershipsOf(company, group.id, bob.id)
    const add = [{ groupId: group.id, userId: bob.id }]
    expect(await asAda.does(changeMembers, { add })).toMatchObject({ added: 0 })
    expect(await membershipsOf(company, group.id, bob.id)).toEqual(before)
  })

  test('by two at once makes one membership', async () => {
    const { company, group, bob } = await world()
    await company.join(bob, group, { from: hours(-2), to: hours(-1) })
    const add = (scope: Parameters<typeof membershipsIn>[0]) =>
      membershipsIn(scope).add([{ groupId: group.id, userId: bob.id, ...SEED }])
    let second: ReturnType<typeof add> | undefined
    const first = await inCompany(company.id, async scope => {
      const added = await add(scope)
      second = inCompany(company.id, add)
      second.catch(() => {})
      await untilSomebodyWaits(scope)
      return added
    })
    expect([first.length, (await second!).length]).toEqual([1, 0])
    expect((await membershipsOf(company, group.id, bob.id)).map(row => row.ended_via)).toEqual(['expired', null])
  })

  test('goes for what a group grants as well', async () => {
    const { company, group } = await world()
    const [id = ''] = await company.permissionIds(['ledger:post'])
    const grant = (period: object) =>
      inCompany(company.id, scope => permissionsIn(scope).grant(group.id, [id], SEED, period))
    expect(await grant({ from: hours(-2), to: hours(-1) })).toEqual([id])
    expect(await inCompany(company.id, scope => groupsIn(scope).keysOf([group.id]))).toEqual([])
    expect(await grant({})).toEqual([id])
    expect(await grant({})).toEqual([])
    expect(await inCompany(company.id, scope => groupsIn(scope).keysOf([group.id]))).toEqual(['ledger:post'])
    expect((await rowsOf(company, 'grants', group.id)).map(row => row.ended_via).sort()).toEqual(['expired', null])
  })
})

describe('Removing somebody', () => {
  test('closes the row, which says since when, until when, by whom and how; adding again makes another', async () => {
    const { company, ada, asAda, group, bob } = await world()
    const change = [{ groupId: group.id, userId: bob.id }]
    await asAda.does(changeMembers, { add: change })
    const began = await inCompany(company.id, changeTime)
    expect(await asAda.does(changeMembers, { remove: change })).toMatchObject({ removed: 1 })
    expect(await asAda.does(changeMembers, { remove: change })).toMatchObject({ removed: 0 })
    const [row] = await membershipsOf(company, group.id, bob.id)
    expect(row).toMatchObject({ added_by: ada.id, ended_by: ada.id, ended_via: 'by_hand', open_user_id: null })
    expect(new Date(String(row!.ended_at)).getTime()).toBeGreaterThanOrEqual(began.getTime())
    await asAda.does(changeMembers, { add: change })
    expect((await membershipsOf(company, group.id, bob.id)).map(one => one.ended_at === null).sort()).toEqual([
      false,
      true,
    ])
  })

  test('whose time is over finds nobody', async () => {
    const { company, asAda, group, bob } = await world()
    await company.join(bob, group, { from: hours(-2), to: hours(-1) })
    const remove = [{ groupId: group.id, userId: bob.id }]
    expect(await asAda.does(changeMembers, { remove })).toMatchObject({ removed: 0 })
  })
})

describe('What is deleted leaves closed rows', () => {
  test('of a group, its members and grants', async () => {
    const { company, ada, asAda, bob } = await world()
    const group = await company.group({ name: 'Finance', grants: ['ledger:post'] })
    await company.join(bob, group)
    await asAda.does(deleteGroup, { groupId: group.id })
    for (const table of ['memberships', 'grants'] as const)
      expect(await rowsOf(company, table, group.id)).toMatchObject([{ ended_via: 'group_deleted', ended_by: ada.id }])
    const names = await inCompany(company.id, ({ tx }) =>
      tx.execute<Row>(sql`select name, ended_at is null as open from group_names where group_id = ${group.id}`),
    )
    expect([...names]).toEqual([{ name: 'Finance', open: false }])
  })

  test('of a permission, what granted it', async () => {
    const { company, ada, asAda } = await world()
    const group = await company.group({ grants: ['ledger:post'] })
    const [id = ''] = await company.permissionIds(['ledger:post'])
    await asAda.does(deletePermission, { permissionId: id })
    expect(await rowsOf(company, 'grants', group.id)).toMatchObject([
      { ended_via: 'permission_deleted', ended_by: ada.id },
    ])
  })

  test('of somebody whose invitation is cancelled, their memberships', async () => {
    const { company, ada, asAda, group } = await world()
    const made = await company.invitation({ by: ada, groups: [group] })
    await asAda.does(cancelInvitation, { invitationId: made.id })
    expect(await membershipsOf(company, group.id, made.userId)).toMatchObject([
      { added_via: 'invitation', source_id: made.id, ended_via: 'invitation_cancelled', ended_by: ada.id },
    ])
  })

  test('and no row can point to a group or a person that is not there', async () => {
    const { company, bob } = await world()
    const gone = await company.group()
    await inCompany(company.id, scope => groupsIn(scope).remove(gone.id, null))
    await expect(company.join(bob, gone)).rejects.toThrow('Group not found')
  })
})

describe('Where a membership comes from', () => {
  test('by hand, and in bulk', async () => {
    const { company, ada, asAda, group, bob } = await world()
    const eve = await company.user()
    await asAda.does(changeMembers, { add: [{ groupId: group.id, userId: bob.id }] })
    const { bulkId } = await asAda.does(runBulk, { act: 'add', groupId: group.id, people: [eve.id] })
    const by = { added_by: ada.id, source_line: null }
    expect(await membershipsOf(company, group.id, bob.id)).toMatchObject([
      { ...by, added_via: 'by_hand', source_id: null },
    ])
    expect(await membershipsOf(company, group.id, eve.id)).toMatchObject([
      { ...by, added_via: 'bulk', source_id: bulkId },
    ])
    await asAda.does(runBulk, { act: 'remove', groupId: group.id, people: [eve.id] })
    expect(await membershipsOf(company, group.id, eve.id)).toMatchObject([{ ended_via: 'bulk', ended_by: ada.id }])
  })

  test('by an invitation', async () => {
    const { company, ada, asAda, group } = await world()
    await asAda.does(sendInvitations, { addresses: 'new@example.com', groupIds: [group.id] })
    const [invitation] = await inCompany(company.id, ({ tx }) => tx.execute<Row>(sql`select id from invitations`))
    expect(await rowsOf(company, 'memberships', group.id)).toMatchObject([
      { added_via: 'invitation', added_by: ada.id, source_id: invitation!.id, source_line: null },
    ])
  })

  test('by a line of an import', async () => {
    const { company, ada, adaId } = await office()
    const content = 'email,name,groups\none@acme.example,One,\ntwo@acme.example,Two,Marketing\n'
    const importId = await startedImport(ada, content)
    await runToEnd(company, importId)
    const rows = await inCompany(company.id, ({ tx }) =>
      tx.execute<Row>(
        sql`select added_via, added_by, source_id, source_line from memberships where added_via = 'import'`,
      ),
    )
    expect([...rows]).toEqual([{ added_via: 'import', added_by: adaId, source_id: importId, source_line: 3 }])
  })

  test('and of a grant, who made it and who took it back', async () => {
    const { company, ada, asAda, group } = await world()
    const [id = ''] = await company.permissionIds(['ledger:post'])
    await asAda.does(changeGroupPermissions, { groupId: group.id, grant: [id] })
    await asAda.does(changeGroupPermissions, { groupId: group.id, revoke: [id] })
    expect(await rowsOf(company, 'grants', group.id)).toMatchObject([
      { added_via: 'by_hand', added_by: ada.id, ended_via: 'by_hand', ended_by: ada.id },
    ])
    const [setup] = await rowsOf(company, 'grants', company.administrators.id)
    expect(setup).toMatchObject({ added_via: 'setup', added_by: null, ended_at: null })
  })
})
