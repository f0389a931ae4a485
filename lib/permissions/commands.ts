import { groupsIn } from '@/db/repositories/groups'
import { permissionHoldersIn } from '@/db/repositories/permission-holders'
import { permissionsIn } from '@/db/repositories/permissions'
import { AppError } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { changesBetween, sentFields } from '@/lib/operation/changes'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { createPermissionInput, permissionInput, updatePermissionInput } from './input'
import { permissionKey } from './key'
import { createPermissionOutput, updatePermissionOutput } from './output'
import { requireHeld } from './require-held'
import './events'

export const createPermission = command({
  name: 'permissions.create',
  permission: 'permissions:create',
  explain: "Add a custom permission for one of the company's other systems.",
  input: createPermissionInput,
  output: createPermissionOutput,
  http: { method: 'POST', path: '/permissions' },
  async run({ scope, record }, input) {
    const permission = await permissionsIn(scope).insert(input)
    record(
      'permission.created',
      { permission: permissionKey(permission), description: permission.description },
      { target: { type: 'permission', id: permission.id } },
    )
    return { id: permission.id }
  },
})

/** Renaming a permission changes what every granting group gives, so all that these grant must be held, before and after. */
export const updatePermission = command({
  name: 'permissions.update',
  permission: 'permissions:update',
  explain: 'Change a custom permission.',
  input: updatePermissionInput,
  output: updatePermissionOutput,
  http: { method: 'PUT', path: '/permissions/:permissionId' },
  versioned: ({ version }) => version,
  serialized: true,
  async run({ scope, actor, record }, { permissionId, version, ...fields }) {
    const sent = sentFields(fields)
    const permissions = permissionsIn(scope)
    const before = await permissions.find(permissionId)
    const { resource, action, description } = { ...before, ...sent }
    const text = { resource, action, description }
    const renamed = permissionKey(before) !== permissionKey(text)
    const granting = renamed ? await permissions.grantingGroups(permissionId) : []
    if (granting.length) {
      const granted = await groupsIn(scope).keysOf(granting.map(group => group.id))
      await requireHeld(scope, actor, 'renamePermission', [...granted, permissionKey(text)])
    }
    const made = await permissions.update(permissionId, text, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, sent))
    const changes = changesBetween(
      { ...before, permission: permissionKey(before) },
      { permission: permissionKey(text), description },
    )
    record(
      'permission.updated',
      { permission: permissionKey(before), changes },
      { target: { type: 'permission', id: permissionId } },
    )
    return { id: permissionId, version: now }
  },
})

export const deletePermission = command({
  name: 'permissions.delete',
  permission: 'permissions:delete',
  explain:
    'Delete a custom permission; everybody loses it. You must have the built-in permissions of the groups that grant it.',
  input: permissionInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/permissions/:permissionId' },
  serialized: true,
  async run({ scope, actor, record }, { permissionId }) {
    const permissions = permissionsIn(scope)
    const permission = await permissions.find(permissionId)
    if (permission.builtIn) throw new AppError('wrong_status', 'Built-in permissions cannot be deleted.')
    const groups = await permissions.grantingGroups(permissionId)
    // It is revoked from each of them.
    await requireHeld(scope, actor, 'deletePermission', [
      permissionKey(permission),
      ...(await groupsIn(scope).keysOf(groups.map(group => group.id))),
    ])
    const [holders] = await permissionHoldersIn(scope).counts(permissionId, null)
    await permissions.remove(permissionId, actor.userId)
    record(
      'permission.deleted',
      { permission: permissionKey(permission), groups: groups.map(group => group.name), people: holders?.losers ?? 0 },
      { target: { type: 'permission', id: permissionId } },
    )
  },
})
