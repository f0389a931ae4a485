import type { z } from 'zod'
import type { PermissionFilter } from '@/db/repositories/permissions'
import { filtersAsked } from '@/lib/operation/filters-asked'
import { permissionFilterFields, type listPermissionsInput } from './input'

type PermissionListInput = z.output<typeof listPermissionsInput>

/** Which permissions an input means: what a page shows and what a file has are the same. */
export const permissionFilterOf = ({ kind, ...filter }: PermissionListInput): PermissionFilter => ({
  ...filter,
  builtIn: kind && kind === 'built-in',
})

/** What the log keeps of it. */
export const permissionFilterFacts = (input: PermissionListInput): Record<string, string> =>
  filtersAsked(permissionFilterFields, input, ['q'])
