import { z } from 'zod'
import { permissionsIn } from '@/db/repositories/permissions'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { listPermissionsInput } from './input'
import { permissionKey } from './key'
import { permissionOutput } from './output'

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
  explain: 'Export the catalogue of permissions as a file.',
  ...listExport({
    list: 'permissions',
    input: listPermissionsInput,
    row: exportedPermission,
    filters: ({ q, holders }): Record<string, string> => ({
      ...(q && { q: redactEmail(q) }),
      ...(holders && { holders }),
    }),
    // A company has no more than stand on one page.
    async read({ scope }, { q, holders }) {
      const found = await permissionsIn(scope).list({ q, holders })
      return { rows: found.map(one => ({ ...one, permission: permissionKey(one) })) }
    },
  }),
})
