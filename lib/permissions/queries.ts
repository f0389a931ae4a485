import { z } from 'zod'
import { jsonList, emptyList, batch, noNumber, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { administratorsIn } from '@/db/repositories/administrators'
import { permissionHoldersIn } from '@/db/repositories/permission-holders'
import { permissionUseIn } from '@/db/repositories/permission-use'
import { permissionsIn } from '@/db/repositories/permissions'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { inNaturalOrder } from '@/lib/kernel/natural-order'
import { redactEmail } from '@/lib/kernel/redact'
import { can } from '@/lib/operation/can'
import { query, type RecordEvent } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { permissionFilterOf } from './filter'
import { whyNotHeld } from './held'
import { listPermissionsInput, permissionInput, viewPermissionPageInput } from './input'
import { permissionKey } from './key'
import {
  listPermissionsOutput,
  listPermissionsPageOutput,
  newPermissionOutput,
  viewPermissionOutput,
  viewPermissionPageOutput,
} from './output'
import './events'

/** How many people who have it a page names, where nobody asks for another number. */
const HOLDERS = 25

/** What programs and the page read of the catalogue. */
const catalogueReads = (scope: CompanyScope, input: z.output<typeof listPermissionsInput>) => ({
  permissions: jsonList(permissionsIn(scope).list(permissionFilterOf(input))),
  wildcards: jsonList(permissionsIn(scope).grantedWildcards()),
  total: permissionsIn(scope).total(undefined),
})

/** What both are told of it, and the record that they were. */
function catalogueSeen(
  { permissions, wildcards, total }: Batch<ReturnType<typeof catalogueReads>>,
  record: RecordEvent,
) {
  record('permissions.listed', { shown: permissions.length })
  return { permissions: inNameOrder(permissions), total, wildcards: wildcards.map(permissionKey) }
}

export const listPermissions = query({
  name: 'permissions.list',
  permission: 'permissions:read',
  explain: 'See the list of permissions.',
  input: listPermissionsInput,
  output: listPermissionsOutput,
  http: { method: 'GET', path: '/permissions' },
  run: async ({ scope, record }, input) => catalogueSeen(await batch(scope.tx, catalogueReads(scope, input)), record),
})

export const listPermissionsPage = query({
  name: 'permissions.listPage',
  permission: 'permissions:read',
  explain: 'See the list of permissions.',
  input: listPermissionsInput,
  output: listPermissionsPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const { preferences, resources, ...read } = await batch(scope.tx, {
      ...catalogueReads(scope, input),
      resources: jsonList(permissionsIn(scope).resources()),
      preferences: listPreferencesFor(scope, actor.userId, 'permissions'),
    })
    return {
      ...catalogueSeen(read, record),
      ...listPreferencesSeen('permissions', preferences),
      resources: resources.map(({ resource }) => resource),
    }
  },
})

/** Console's own first, as they come; with numbers in names in their order, which no column of theirs has. */
function inNameOrder<Row extends { resource: string; action: string; builtIn: boolean }>(rows: readonly Row[]): Row[] {
  const keyed = rows.map(row => ({ row, key: `${row.builtIn ? 0 : 1}${inNaturalOrder(permissionKey(row))}` }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ row }) => row)
}

export const newPermission = query({
  name: 'permissions.new',
  permission: 'permissions:create',
  explain: 'Open the form to add a permission.',
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

/** What programs and its page read of a permission. */
const permissionReads = (scope: CompanyScope, permissionId: string) => ({
  permissions: jsonList(permissionsIn(scope).one(permissionId)),
  groups: jsonList(permissionsIn(scope).allowingGroups(permissionId)),
  holders: jsonList(permissionHoldersIn(scope).counts(permissionId)),
  use: jsonList(permissionUseIn(scope).lastDay(permissionId)),
})

/**
 * What both are told of it, and the record that they were. @throws AppError `not_found`.
 * @param people how many are named who have it, and what was looked for among them, where any may be
 */
function permissionSeen(
  { permissions, groups, holders, use }: Batch<ReturnType<typeof permissionReads>>,
  record: RecordEvent,
  people?: { shown: number; q?: string },
) {
  const permission = permissions[0]
  if (!permission) throw notFound('Permission')
  record(
    'permission.viewed',
    {
      permission: permissionKey(permission),
      ...(people && { shown: people.shown }),
      ...(people?.q && { filters: { q: redactEmail(people.q) } }),
    },
    { target: { type: 'permission', id: permission.id } },
  )
  return { permission, groups, people: holders[0]?.people ?? 0, lastUsed: use[0]?.day ?? null }
}

export const viewPermission = query({
  name: 'permissions.view',
  permission: 'permissions:read',
  explain: 'See a permission with the groups that grant it.',
  input: permissionInput,
  output: viewPermissionOutput,
  http: { method: 'GET', path: '/permissions/:permissionId' },
  versioned: ({ permission }) => permission.version,
  async run({ scope, record }, { permissionId }) {
    return permissionSeen(await batch(scope.tx, permissionReads(scope, permissionId)), record)
  },
})

export const viewPermissionPage = query({
  name: 'permissions.viewPage',
  permission: 'permissions:read',
  explain: 'See a permission with the groups that grant it.',
  input: viewPermissionPageInput,
  output: viewPermissionPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { permissionId, q, cursor: marker, limit = HOLDERS }) {
    const cursor = decodeCursor(marker)
    const seesPeople = can(actor, 'users:read')
    const { beside, administrators, listed, found, ...read } = await batch(scope.tx, {
      ...permissionReads(scope, permissionId),
      listed: seesPeople
        ? jsonList(permissionHoldersIn(scope).page(permissionId, q, cursor, limit))
        : emptyList<never>(),
      found: seesPeople && q ? permissionHoldersIn(scope).foundCount(permissionId, q) : noNumber(),
      beside: jsonList(permissionsIn(scope).grantedBeside(permissionId)),
      administrators: jsonList(administratorsIn(scope).names()),
    })
    const { rows, ...neighbours } = pageOf(listed, limit, cursor, person => person.nameKey)
    const seen = permissionSeen(read, record, seesPeople ? { shown: rows.length, q } : undefined)
    const keys = beside.map(permissionKey)
    const helpers = administrators.map(({ name }) => name)
    return {
      ...seen,
      holders: seesPeople ? rows.map(({ nameKey: _, ...person }) => person) : undefined,
      ...neighbours,
      found: found ?? undefined,
      losers: read.holders[0]?.losers ?? 0,
      /** Why the reader may not give it another key, or delete it, and whom to ask. */
      hindrances: {
        rename: whyNotHeld('renamePermission', actor, keys, helpers),
        delete: whyNotHeld('deletePermission', actor, [...keys, permissionKey(seen.permission)], helpers),
      },
    }
  },
})
