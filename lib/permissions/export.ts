import { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { permissionHoldersIn } from '@/db/repositories/permission-holders'
import { permissionsIn } from '@/db/repositories/permissions'
import { notFound } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { permissionFilterFacts, permissionFilterOf } from './filter'
import { listPermissionsInput, viewPermissionPageInput } from './input'
import { permissionKey } from './key'
import { holderOutput, permissionOutput } from './output'

const { shape } = permissionOutput

const exportedPermission = z.object({
  permission: z.string().meta({ title: 'Permission' }),
  resource: shape.resource.meta({ title: 'Resource' }),
  action: shape.action.meta({ title: 'Action' }),
  description: shape.description.meta({ title: 'Description' }),
  builtIn: shape.builtIn.meta({ title: 'Built in' }),
  groups: z.number().meta({ title: 'Groups that grant it' }),
  id: shape.id.meta({ title: 'ID' }),
})

export const exportPermissions = query({
  name: 'permissions.export',
  permission: 'permissions:read',
  explain: 'Export the list of permissions as a file.',
  ...listExport({
    list: 'permissions',
    input: listPermissionsInput,
    row: exportedPermission,
    filters: permissionFilterFacts,
    // A company has no more than stand on one page.
    async read({ scope }, input) {
      const found = await permissionsIn(scope).list(permissionFilterOf(input))
      return { rows: found.map(one => ({ ...one, permission: permissionKey(one) })) }
    },
  }),
})

const { shape: ofHolder } = holderOutput

const exportedHolder = z.object({
  name: ofHolder.name.meta({ title: 'Name' }),
  email: ofHolder.email.meta({ title: 'Email' }),
  title: ofHolder.title.meta({ title: 'Title' }),
  status: ofHolder.status.meta({ title: 'Status' }),
  through: ofHolder.through.meta({ title: 'Through' }),
  id: ofHolder.id.meta({ title: 'ID' }),
})

export const exportHolders = query({
  name: 'permissions.exportHolders',
  permission: 'permissions:read',
  alsoRequires: () => ['users:read'],
  explain: 'Export the people who have a permission as a file.',
  ...listExport({
    list: 'holders',
    input: viewPermissionPageInput,
    row: exportedHolder,
    filters: ({ q }): Record<string, string> => ({ ...(q && { q: redactEmail(q) }) }),
    target: ({ permissionId }) => ({ type: 'permission', id: permissionId }),
    async read({ scope }, { permissionId, q, cursor: marker }, limit) {
      const cursor = decodeCursor(marker)
      const { permissions, found } = await batch(scope.tx, {
        permissions: jsonList(permissionsIn(scope).one(permissionId)),
        found: jsonList(permissionHoldersIn(scope).page(permissionId, q, cursor, limit)),
      })
      if (!permissions.length) throw notFound('Permission')
      return pageOf(found, limit, cursor, person => person.nameKey)
    },
  }),
})
