import { expect, test } from 'vitest'
import { paths } from './paths'

test('Every address people and scripts rely on is where it was', () => {
  const made = Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [
      name,
      (path as (...args: string[]) => string)(
        'acme-corp',
        /user(Email)?$|receipt/i.test(name) || /group|permission/i.test(name) ? 'ID' : '',
      ),
    ]),
  )
  expect(made).toMatchObject({
    home: '/',
    login: '/login',
    companyLogin: '/acme-corp/login',
    dashboard: '/acme-corp',
    user: '/acme-corp/users/ID',
    editUser: '/acme-corp/users/ID/edit',
    userEmail: '/acme-corp/users/ID/email',
    deactivateUser: '/acme-corp/users/ID/deactivate',
    receipt: '/acme-corp/users/ID/receipt',
    newGroup: '/acme-corp/groups/new',
    group: '/acme-corp/groups/ID',
    editGroup: '/acme-corp/groups/ID/edit',
    deleteGroup: '/acme-corp/groups/ID/delete',
    groupPermissions: '/acme-corp/groups/ID/permissions',
    newPermission: '/acme-corp/permissions/new',
    permission: '/acme-corp/permissions/ID',
    access: '/acme-corp/access',
    search: '/acme-corp/search',
    settings: '/acme-corp/settings',
    profile: '/acme-corp/profile',
    ownData: '/acme-corp/profile/export',
    ownDataFile: '/acme-corp/profile/export/file',
  })
})

test('A list takes its state in the query, and leaves out what is empty', () => {
  expect(paths.users('acme-corp', { q: 'a b', status: undefined, sort: '' })).toBe('/acme-corp/users?q=a+b')
  expect(paths.auditLog('acme-corp', { kind: 'change' })).toBe('/acme-corp/audit-log?kind=change')
  expect(paths.groups('acme-corp')).toBe('/acme-corp/groups')
  expect(paths.permissions('acme-corp')).toBe('/acme-corp/permissions')
})
