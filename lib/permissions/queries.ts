import { jsonList, together } from '@/db/json'
import { permissionsIn } from '@/db/repositories/permissions'
import { z } from 'zod'
import { notFound } from '../errors'
import { query } from '../operation/define'
import { permissionInput } from './input'
import { keyOf } from './key'

export const listPermissions = query({
  name: 'permissions.list',
  permission: 'permissions:read',
  explain: 'See the catalogue of permissions.',
  input: z.object({}),
  async run({ scope, record }) {
    const permissions = await permissionsIn(scope).list()
    record('permissions.listed', { shown: permissions.length })
    return { permissions }
  },
})

export const preparePermission = query({
  name: 'permissions.prepare',
  permission: 'permissions:create',
  explain: 'See which resources have permissions already, before adding one.',
  input: z.object({}),
  async run({ scope, record }) {
    const permissions = await permissionsIn(scope).list()
    record('permissions.listed', { shown: permissions.length })
    const own = permissions.filter(permission => !permission.builtIn).map(permission => permission.resource)
    return { resources: [...new Set(own)] }
  },
})

export const viewPermission = query({
  name: 'permissions.view',
  permission: 'permissions:read',
  explain: 'See a permission with the groups that grant it.',
  input: permissionInput,
  async run({ scope, record }, { permissionId }) {
    const permissions = permissionsIn(scope)
    const { found, groups, holders } = await together(scope.tx, {
      found: jsonList(permissions.one(permissionId)),
      groups: jsonList(permissions.allowingGroups(permissionId)),
      holders: jsonList(permissions.holderCounts(permissionId)),
    })
    const permission = found[0]
    if (!permission) throw notFound('Permission')
    record('permission.viewed', { permission: keyOf(permission) }, { target: { type: 'permission', id: permissionId } })
    return { permission, groups, people: holders[0]?.people ?? 0, losers: holders[0]?.losers ?? 0 }
  },
})
