import { jsonList, batch } from '@/db/json'
import { permissionsIn } from '@/db/repositories/permissions'
import { query } from '@/lib/operation/define'
import { listPermissionOptionsInput } from './input'
import { permissionKey } from './key'
import { permissionWords } from './labels'
import { listPermissionOptionsOutput } from './output'
import './events'

/** More are not looked through: who types finds theirs. */
const OPTIONS = 20

export const listPermissionOptions = query({
  name: 'permissions.listOptions',
  permission: 'users:read',
  explain: 'See the names of permissions, to filter people.',
  input: listPermissionOptionsInput,
  output: listPermissionOptionsOutput,
  http: { method: 'GET', path: '/permissions/options' },
  async run({ scope, record }, { q }) {
    const { found, total } = await batch(scope.tx, {
      found: jsonList(permissionsIn(scope).options(q, OPTIONS)),
      total: permissionsIn(scope).total(q),
    })
    const permissions = found.map(one => {
      const key = permissionKey(one)
      return { id: one.id, key, name: permissionWords(one) || key, description: one.description }
    })
    record('permissions.listed', { shown: permissions.length })
    return { permissions, more: total > permissions.length, total }
  },
})
