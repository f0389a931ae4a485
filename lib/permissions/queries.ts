import { z } from 'zod'
import { jsonList, batch } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { permissionsIn } from '@/db/repositories/permissions'
import { notFound } from '@/lib/kernel/errors'
import { query } from '@/lib/operation/define'
import { whyNotHeld } from './held'
import { listPermissionsInput, permissionInput } from './input'
import { permissionKey } from './key'
import { listPermissionsOutput, newPermissionOutput, viewPermissionOutput } from './output'
import './events'

export const listPermissions = query({
  name: 'permissions.list',
  permission: 'permissions:read',
  explain: 'See the catalogue of permissions.',
  input: listPermissionsInput,
  output: listPermissionsOutput,
  http: { method: 'GET', path: '/permissions' },
  async run({ scope, record }, { q }) {
    const { permissions, wildcards } = await batch(scope.tx, {
      permissions: jsonList(permissionsIn(scope).list({ q })),
      wildcards: jsonList(permissionsIn(scope).grantedWildcards()),
    })
    record('permissions.listed', { shown: permissions.length })
    return { permissions, wildcards: wildcards.map(permissionKey) }
  },
})

export const newPermission = query({
  name: 'permissions.new',
  permission: 'permissions:create',
  explain: 'See which resources have permissions already, before adding one.',
  input: z.object({}),
  output: newPermissionOutput,
  internal: 'It draws a page.',
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
  output: viewPermissionOutput,
  http: { method: 'GET', path: '/permissions/:permissionId' },
  async run({ scope, actor, record }, { permissionId }) {
    const permissions = permissionsIn(scope)
    const { found, groups, holders, beside, administrators } = await batch(scope.tx, {
      found: jsonList(permissions.one(permissionId)),
      groups: jsonList(permissions.allowingGroups(permissionId)),
      holders: jsonList(permissions.holderCounts(permissionId)),
      beside: jsonList(permissions.grantedBeside(permissionId)),
      administrators: jsonList(administratorsIn(scope).names()),
    })
    const permission = found[0]
    if (!permission) throw notFound('Permission')
    record(
      'permission.viewed',
      { permission: permissionKey(permission) },
      { target: { type: 'permission', id: permissionId } },
    )
    const keys = beside.map(permissionKey)
    const helpers = administrators.map(({ name }) => name)
    return {
      permission,
      groups,
      people: holders[0]?.people ?? 0,
      losers: holders[0]?.losers ?? 0,
      /** Why the reader may not give it another key, or delete it, and whom to ask. */
      hindrances: {
        rename: whyNotHeld('renamePermission', actor, keys, helpers),
        delete: whyNotHeld('deletePermission', actor, [...keys, permissionKey(permission)], helpers),
      },
    }
  },
})
