import { describe, expect, test } from 'vitest'
import { createPermission, deletePermission, updatePermission } from '@/lib/permissions/commands'
import { viewPermissionPage } from '@/lib/permissions/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { listCandidates } from './choices'
import { changeGroupPermissions, changeMembers, createGroup, updateGroup } from './commands'
import { editGroupPermissions, previewGroupDeletion, viewGroup, viewGroupPage } from './queries'

describe('Nobody gives away what they do not hold', () => {
  test('when granting a permission to a group', async () => {
    const company = await makeCompany()
    const [usersRead = '', usersDelete = ''] = await company.permissionIds(['users:read', 'users:delete'])
    const clerk = await signedIn(company, await company.user({ can: ['groups:update', 'users:read'] }))
    const group = await company.group()
    const before = await snapshot(company.id)
    const error = await refusal(
      clerk.does(changeGroupPermissions, { groupId: group.id, grant: [usersRead, usersDelete] }),
    )
    expect([error.code, error.message]).toEqual([
      'not_held',
      'You cannot grant permissions you do not have: users:delete. It is granted by Administrators.',
    ])
    expect(await snapshot(company.id)).toEqual(before)
    expect(await clerk.does(changeGroupPermissions, { groupId: group.id, grant: [usersRead] })).toEqual({
      granted: 1,
      revoked: 0,
      version: 2,
    })
  })

  test('when a wildcard is what would be granted', async () => {
    const company = await makeCompany()
    const [usersAll = '', everything = ''] = await company.permissionIds(['users:*', '*:*'])
    const clerk = await signedIn(
      company,
      await company.user({ can: ['groups:*', 'users:read', 'users:update', 'users:delete'] }),
    )
    const group = await company.group()
    expect(await refusalCode(clerk.does(changeGroupPermissions, { groupId: group.id, grant: [usersAll] }))).toBe(
      'not_held',
    )
    expect(await refusalCode(clerk.does(changeGroupPermissions, { groupId: group.id, grant: [everything] }))).toBe(
      'not_held',
    )
    const lead = await signedIn(company, await company.user({ can: ['groups:*', 'users:*'] }))
    await lead.does(changeGroupPermissions, { groupId: group.id, grant: [usersAll] })
  })

  test('when adding somebody, also oneself, to a group', async () => {
    const company = await makeCompany()
    const user = await company.user({ can: ['groups:update'] })
    const clerk = await signedIn(company, user)
    const before = await snapshot(company.id)
    const add = [{ groupId: company.administrators.id, userId: user.id }]
    expect(await refusalCode(clerk.does(changeMembers, { add }))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    const harmless = await company.group()
    await clerk.does(changeMembers, { add: [{ groupId: harmless.id, userId: user.id }] })
  })

  test('when renaming a permission that a group grants', async () => {
    const company = await makeCompany()
    const [deploy = ''] = await company.permissionIds(['staging:deploy'])
    await company.group({ grants: ['staging:deploy'] })
    const clerk = await signedIn(company, await company.user({ can: ['permissions:update', 'staging:deploy'] }))
    const rename = { permissionId: deploy, resource: 'production', action: 'deploy', description: '' }
    expect(await refusalCode(clerk.does(updatePermission, rename))).toBe('not_held')
    const lead = await signedIn(
      company,
      await company.user({ can: ['permissions:update', 'staging:*', 'production:*'] }),
    )
    await lead.does(updatePermission, rename)
  })
})

describe('A group', () => {
  test('for which people to add were looked for has that in the audit log; its page alone has not', async () => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ can: ['groups:read', 'groups:update', 'users:read'] }))
    const group = await company.group()
    await company.user({ name: 'Findable Person' })
    const looked = async () => (await auditTrail(company.id)).filter(event => event.event === 'users.listed')
    await ada.does(viewGroupPage, { groupId: group.id })
    expect(await looked()).toEqual([])
    await ada.does(listCandidates, { groupId: group.id, q: 'findable' })
    expect((await looked()).map(event => event.data)).toEqual([{ filters: { q: 'f…' }, shown: 1 }])
  })

  test('is created and changed with its facts in the audit log', async () => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ can: ['groups:create', 'groups:update'] }))
    const { id } = await ada.does(createGroup, { name: 'Finance', slug: 'finance', description: '' })
    await ada.does(updateGroup, { groupId: id, name: 'Treasury', slug: 'finance', description: '' })
    expect((await auditTrail(company.id)).slice(-2)).toMatchObject([
      { event: 'group.created', target_id: id, data: { group: { name: 'Finance' } } },
      { event: 'group.updated', target_id: id, data: { changes: { name: { from: 'Finance', to: 'Treasury' } } } },
    ])
  })

  test('says at the field that its name or slug is taken, and changes nothing', async () => {
    const company = await makeCompany()
    await company.group({ name: 'Finance', slug: 'finance' })
    const ada = await signedIn(company, await company.user({ can: ['groups:create'] }))
    const before = await snapshot(company.id)
    const sameName = await refusal(ada.does(createGroup, { name: 'FINANCE', slug: 'other' }))
    expect([sameName.code, sameName.fields]).toEqual(['invalid_input', { name: 'Another group has this name.' }])
    const sameSlug = await refusal(ada.does(createGroup, { name: 'Other', slug: 'finance' }))
    expect(sameSlug.fields).toEqual({ slug: 'Another group has this slug.' })
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(createGroup, { name: 'Other', slug: 'other' })
  })

  test.each([
    ['an empty name', { name: '   ', slug: 'ok' }, 'name'],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000), slug: 'ok' }, 'name'],
    ['a name that nobody sees', { name: '\u200b\u202e\u0007', slug: 'ok' }, 'name'],
    ['a slug with capitals', { name: 'Ok', slug: 'Nope' }, 'slug'],
    ['a slug with <script>', { name: 'Ok', slug: '<script>' }, 'slug'],
    ['a slug that is a statement', { name: 'Ok', slug: "a'; drop table users; --" }, 'slug'],
    ['a description of 10,000 characters', { name: 'Ok', slug: 'ok', description: 'x'.repeat(10_000) }, 'description'],
  ])('refuses %s with a sentence at the field', async (_, input, field) => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ can: ['groups:create'] }))
    const before = await snapshot(company.id)
    const error = await refusal(ada.does(createGroup, input))
    expect([error.status, Object.keys(error.fields ?? {})]).toEqual([422, [field]])
    expect(await snapshot(company.id)).toEqual(before)
  })

  test.each([
    'Finance & Söhne',
    '🦄 Unicorns',
    'مجموعة',
    "Robert'); DROP TABLE groups;--",
    '<script>alert(1)</script>',
  ])('may be called %s', async name => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ can: ['groups:create'] }))
    await ada.does(createGroup, { name, slug: 'a-slug' })
    expect((await auditTrail(company.id)).at(-1)?.data).toMatchObject({ group: { name } })
  })

  test.each([
    'Sales Team\u200b',
    'Sales  Team',
    'Sales\u00a0\u00a0Team',
    ' sales\tTEAM ',
    '\u2068Sales\u2069 Te\u00adam',
  ])('called Sales Team is not made once more as %j', async name => {
    const company = await makeCompany()
    await company.group({ name: 'Sales Team' })
    const ada = await signedIn(company, await company.user({ can: ['groups:create'] }))
    const before = await snapshot(company.id)
    const error = await refusal(ada.does(createGroup, { name, slug: 'another' }))
    expect(error.fields).toEqual({ name: 'Another group has this name.' })
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(createGroup, { name: `${name}s`, slug: 'another' })
  })

  test('shows its members, and which of all permissions it grants', async () => {
    const company = await makeCompany()
    const finance = await company.group({ name: 'Finance', grants: ['ledger:post', 'users:read'] })
    const anna = await company.user({ name: 'Anna', groups: [finance] })
    const ada = await signedIn(company, await company.user({ can: ['groups:read', 'groups:update'] }))
    interface Shown {
      resource: string
      action: string
      granted?: boolean
    }
    const keys = (shown: Shown[]) => shown.map(({ resource, action }) => `${resource}:${action}`)
    const all = await ada.does(editGroupPermissions, { groupId: finance.id })
    expect(keys(all.permissions.filter(permission => permission.granted))).toEqual(['users:read', 'ledger:post'])
    const own = await ada.does(viewGroup, { groupId: finance.id })
    expect(keys(own.permissions).sort()).toEqual(['ledger:post', 'users:read'])
    const { group, members } = await ada.does(viewGroup, { groupId: finance.id })
    expect(group).toMatchObject({ name: 'Finance', members: 1, permissions: 2, createdAt: expect.any(Date) })
    expect(members).toMatchObject([{ id: anna.id, name: 'Anna', status: 'active' }])
  })

  test('changes each membership once, and none in both ways', async () => {
    const company = await makeCompany()
    const group = await company.group()
    const [anna, berta] = [await company.user({ name: 'Anna', groups: [group] }), await company.user({ name: 'Berta' })]
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const [annas, bertas] = [anna, berta].map(({ id }) => ({ groupId: group.id, userId: id }))
    const before = await snapshot(company.id)
    const both = await refusal(ada.does(changeMembers, { add: [bertas!, annas!], remove: [annas!] }))
    expect([both.code, both.fields]).toEqual([
      'invalid_input',
      { add: 'You cannot add a person to a group and remove them from it at the same time.' },
    ])
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
    const twice = { add: [bertas!, bertas!], remove: [annas!, annas!] }
    expect(await ada.does(changeMembers, twice)).toEqual({
      added: 1,
      removed: 1,
      changes: { added: [bertas], removed: [annas] },
    })
    const trail = (await auditTrail(company.id)).filter(event => event.event.startsWith('group.member_'))
    expect(trail.map(event => [event.event, event.target_id])).toEqual([
      ['group.member_added', berta.id],
      ['group.member_removed', anna.id],
    ])
  })

  test('says since when each member is one, and how they were added', async () => {
    const company = await makeCompany()
    const group = await company.group()
    const [anna, berta] = [await company.user({ name: 'Anna' }), await company.user({ name: 'Berta' })]
    await company.join(anna, group, { from: new Date('2026-03-03T10:00:00Z') })
    const ada = await signedIn(company, await company.user({ can: ['groups:read', 'groups:update'] }))
    const before = new Date()
    await ada.does(changeMembers, { add: [{ groupId: group.id, userId: berta.id }] })
    const { members } = await ada.does(viewGroup, { groupId: group.id })
    expect(members.map(({ name, addedVia }) => [name, addedVia])).toEqual([
      ['Anna', 'seed'],
      ['Berta', 'by_hand'],
    ])
    expect(members[0]!.addedAt).toEqual(new Date('2026-03-03T10:00:00Z'))
    expect(members[1]!.addedAt.getTime()).toBeGreaterThan(before.getTime() - 60_000)
  })

  test('about to be deleted says who loses what, and leaves out what another group gives', async () => {
    const company = await makeCompany()
    const doomed = await company.group({ grants: ['ledger:post', 'ledger:read'] })
    const other = await company.group({ grants: ['ledger:*'] })
    const anna = await company.user({ name: 'Anna', groups: [doomed] })
    await company.user({ name: 'Berta', groups: [doomed, other] })
    const ada = await signedIn(company, await company.user({ can: ['groups:delete'] }))
    const { losses } = await ada.does(previewGroupDeletion, { groupId: doomed.id })
    expect(losses).toMatchObject([
      { id: anna.id, name: 'Anna', loses: ['ledger:post', 'ledger:read'] },
      { name: 'Berta', loses: [] },
    ])
  })
})

describe("A company's own permission", () => {
  test('cannot take the name of one that Console brings along', async () => {
    const company = await makeCompany()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    for (const resource of ['users', '*', 'audit']) {
      const error = await refusal(ada.does(createPermission, { resource, action: 'export' }))
      expect(Object.keys(error.fields ?? {})).toEqual(['resource'])
    }
    await ada.does(createPermission, { resource: 'reports', action: 'export' })
    expect((await refusal(ada.does(createPermission, { resource: 'reports', action: 'export' }))).fields).toEqual({
      action: 'This permission exists already.',
    })
  })

  test('says through which groups and wildcards people have it, and who would lose it', async () => {
    const company = await makeCompany()
    const [deploy = ''] = await company.permissionIds(['staging:deploy'])
    const deployers = await company.group({ name: 'Deployers', grants: ['staging:deploy'] })
    const leads = await company.group({ name: 'Leads', grants: ['staging:*', 'staging:deploy'] })
    await company.user({ groups: [deployers] })
    await company.user({ groups: [deployers, leads] })
    const ada = await signedIn(company, await company.user({ groups: [company.administrators, deployers] }))
    expect(await ada.does(viewPermissionPage, { permissionId: deploy })).toMatchObject({
      groups: [
        { name: 'Administrators', keys: ['*:*'] },
        { name: 'Deployers', keys: ['staging:deploy'] },
        { name: 'Leads', keys: ['staging:*', 'staging:deploy'] },
      ],
      people: 3,
      losers: 1,
    })
    await ada.does(deletePermission, { permissionId: deploy })
    const deletion = (await auditTrail(company.id)).find(({ event }) => event === 'permission.deleted')
    expect(deletion?.data).toMatchObject({ groups: ['Deployers', 'Leads'], people: 1 })
  })

  test('can be deleted, and one of Console can be neither changed nor deleted', async () => {
    const company = await makeCompany()
    const [usersRead = '', deploy = ''] = await company.permissionIds(['users:read', 'staging:deploy'])
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(ada.does(deletePermission, { permissionId: usersRead }))).toBe('wrong_status')
    expect(await refusalCode(ada.does(updatePermission, { permissionId: usersRead, resource: 'x', action: 'y' }))).toBe(
      'wrong_status',
    )
    expect(await snapshot(company.id)).toEqual(before)
    await ada.does(deletePermission, { permissionId: deploy })
  })
})
