import { z } from 'zod'
import { jsonList, emptyList, batch, noNumber, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { administratorsIn, NO_ADMINISTRATOR_LEFT } from '@/db/repositories/administrators'
import { enrolmentIn, peopleOf } from '@/db/repositories/enrolment'
import { groupListIn } from '@/db/repositories/group-list'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { redactEmail } from '@/lib/kernel/redact'
import { can } from '@/lib/operation/can'
import { query, type RecordEvent } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { whyNotHeld } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { groupInput, listGroupsInput, viewGroupInput } from './input'
import { groupFilterOf, groupListPage, groupListReads, type GroupListInput } from './list'
import {
  listGroupsOutput,
  listGroupsPageOutput,
  viewGroupOutput,
  viewGroupPageOutput,
  editGroupOutput,
  editGroupPermissionsOutput,
  previewGroupDeletionOutput,
} from './output'
import './events'

/** Of members. */
const MEMBERS = 25

/** How many people the preview of a deletion names. */
const NAMED_LOSSES = 20

const namesOf = (people: { name: string }[]): string[] => people.map(({ name }) => name)

/** What programs and the page read of the list. */
const countedListReads = (scope: CompanyScope, input: GroupListInput) => ({
  ...groupListReads(scope, input),
  total: groupListIn(scope).total(groupFilterOf(input)),
})

/** What both are told of it, and the record that they were. */
function groupsSeen(
  { found, total }: Batch<ReturnType<typeof countedListReads>>,
  input: GroupListInput,
  scope: CompanyScope,
  record: RecordEvent,
) {
  const page = groupListPage(scope, found, input)
  record('groups.listed', { shown: page.groups.length })
  return { ...page, total }
}

export const listGroups = query({
  name: 'groups.list',
  permission: 'groups:read',
  explain: 'See the groups of the company.',
  input: listGroupsInput,
  output: listGroupsOutput,
  http: { method: 'GET', path: '/groups' },
  run: async ({ scope, record }, input) =>
    groupsSeen(await batch(scope.tx, countedListReads(scope, input)), input, scope, record),
})

export const listGroupsPage = query({
  name: 'groups.listPage',
  permission: 'groups:read',
  explain: 'See the groups of the company.',
  input: listGroupsInput,
  output: listGroupsPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const { preferences, ...read } = await batch(scope.tx, {
      ...countedListReads(scope, input),
      preferences: listPreferencesFor(scope, actor.userId, 'groups'),
    })
    return { ...groupsSeen(read, input, scope, record), ...listPreferencesSeen('groups', preferences) }
  },
})

type ViewGroupInput = z.output<typeof viewGroupInput>

/** What programs and its page read of a group. */
const groupReads = (scope: CompanyScope, { groupId, q, cursor, limit = MEMBERS }: ViewGroupInput) => ({
  groups: jsonList(groupsIn(scope).one(groupId)),
  members: jsonList(membershipsIn(scope).members(groupId, q, decodeCursor(cursor), limit)),
  permissions: jsonList(permissionsIn(scope).grantedBy(groupId)),
  secondFactor: jsonList(groupsIn(scope).requirement(groupId)),
})

/** What both are told of it, and the record that they were. @throws AppError `not_found`. */
function groupSeen(
  { groups, members, permissions, secondFactor }: Batch<ReturnType<typeof groupReads>>,
  { q, cursor, limit = MEMBERS }: ViewGroupInput,
  record: RecordEvent,
) {
  const group = groups[0]
  if (!group) throw notFound('Group')
  const { rows, ...neighbours } = pageOf(members, limit, decodeCursor(cursor), member => member.nameKey)
  record(
    'group.viewed',
    { group: { id: group.id, name: group.name }, ...(q && { filters: { q: redactEmail(q) } }) },
    { target: { type: 'group', id: group.id } },
  )
  return {
    group,
    members: rows.map(({ nameKey: _, ...member }) => member),
    ...neighbours,
    /** What it grants. */
    permissions,
    secondFactor: secondFactor[0]!,
  }
}

export const viewGroup = query({
  name: 'groups.view',
  permission: 'groups:read',
  explain: 'See a group with its members and what it grants.',
  input: viewGroupInput,
  output: viewGroupOutput,
  http: { method: 'GET', path: '/groups/:groupId' },
  versioned: ({ group }) => group.version,
  run: async ({ scope, record }, input) => groupSeen(await batch(scope.tx, groupReads(scope, input)), input, record),
})

export const viewGroupPage = query({
  name: 'groups.viewPage',
  permission: 'groups:read',
  explain: 'See a group with its members and what it grants.',
  input: viewGroupInput,
  output: viewGroupPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, input) {
    const { groupId, q } = input
    const mayUpdate = can(actor, 'groups:update')
    const { found, concerned, without, helpers, ...read } = await batch(scope.tx, {
      ...groupReads(scope, input),
      found: q ? membershipsIn(scope).foundCount(groupId, q) : noNumber(),
      concerned: jsonList(enrolmentIn(scope).ofGroup(groupId)),
      helpers: jsonList(administratorsIn(scope).names()),
      without: mayUpdate ? jsonList(enrolmentIn(scope).without(groupId)) : emptyList<never>(),
    })
    const seen = groupSeen(read, input, record)
    const keys = seen.permissions.map(permissionKey)
    return {
      ...seen,
      found: found ?? undefined,
      secondFactor: concerned[0]!,
      /** Why the reader may not give this group to people or edit it, or take anything from it, and whom to ask. */
      hindrances: {
        give: whyNotHeld('addToGroup', actor, keys, namesOf(helpers)),
        take: whyNotHeld('takeFromGroup', actor, keys, namesOf(helpers)),
      },
      /** Active members who have no second factor: for who can ask it of them. */
      withoutFactor: mayUpdate ? peopleOf(without) : undefined,
    }
  },
})

/** Reads nothing: it decides who gets to see the form. */
export const newGroup = query({
  name: 'groups.new',
  permission: 'groups:create',
  explain: 'Open the form for a new group.',
  input: z.object({}),
  output: noOutput,
  internal: 'It draws a page.',
  async run({ record }) {
    record('group_form.viewed', {})
  },
})

export const editGroup = query({
  name: 'groups.edit',
  permission: 'groups:update',
  explain: 'Open the form to edit a group.',
  input: groupInput,
  output: editGroupOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { groupId }) {
    const { groups, granted, helpers } = await batch(scope.tx, {
      groups: jsonList(groupsIn(scope).one(groupId)),
      granted: jsonList(permissionsIn(scope).grantedBy(groupId)),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    const group = groups[0]
    if (!group) throw notFound('Group')
    record('group.viewed', { group: { id: group.id, name: group.name } }, { target: { type: 'group', id: groupId } })
    return { group, hindrance: whyNotHeld('editGroup', actor, granted.map(permissionKey), namesOf(helpers)) }
  },
})

export const editGroupPermissions = query({
  name: 'groups.editPermissions',
  permission: 'groups:update',
  explain: "Open the form to change a group's permissions.",
  input: groupInput,
  output: editGroupPermissionsOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { groupId }) {
    const { groups, permissions, granted, helpers } = await batch(scope.tx, {
      groups: jsonList(groupsIn(scope).one(groupId)),
      permissions: jsonList(permissionsIn(scope).list()),
      granted: jsonList(permissionsIn(scope).idsGrantedBy(groupId)),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    const group = groups[0]
    if (!group) throw notFound('Group')
    const grantedIds = new Set(granted.map(permission => permission.id))
    record('group.viewed', { group: { id: group.id, name: group.name } }, { target: { type: 'group', id: groupId } })
    const keys = permissions.filter(permission => grantedIds.has(permission.id)).map(permissionKey)
    return {
      group,
      permissions: permissions.map(permission => ({ ...permission, granted: grantedIds.has(permission.id) })),
      /** Why the reader may grant nothing more, or not change anything, and whom to ask. */
      hindrances: {
        give: whyNotHeld('grantMore', actor, keys, namesOf(helpers)),
        take: whyNotHeld('revoke', actor, keys, namesOf(helpers)),
      },
    }
  },
})

export const previewGroupDeletion = query({
  name: 'groups.previewDeletion',
  permission: 'groups:delete',
  explain: 'Preview who loses which permissions when a group is deleted.',
  input: groupInput,
  output: previewGroupDeletionOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { groupId }) {
    const { groups, losses, granted, secondFactor, ofMembers, remaining, helpers } = await batch(scope.tx, {
      granted: jsonList(permissionsIn(scope).grantedBy(groupId)),
      secondFactor: jsonList(groupsIn(scope).requirement(groupId)),
      ofMembers: soleHoldersIn(scope).keysOfSelected(
        membershipsIn(scope).idsOf(groupId),
        groupsIn(scope).requires(groupId),
      ),
      remaining: administratorsIn(scope).countWithout(groupId),
      helpers: jsonList(administratorsIn(scope).names()),
      groups: jsonList(groupsIn(scope).one(groupId)),
      losses: jsonList(membershipsIn(scope).lossesWithout(groupId, NAMED_LOSSES)),
    })
    const group = groups[0]
    if (!group) throw notFound('Group')
    record('group.viewed', { group: { id: group.id, name: group.name } }, { target: { type: 'group', id: groupId } })
    const why =
      whyNotHeld('deleteGroup', actor, granted.map(permissionKey), namesOf(helpers)) ??
      (secondFactor[0]?.required ? whyNotHeld('deleteGroupOf', actor, ofMembers, namesOf(helpers)) : undefined)
    return {
      group,
      losses,
      /** Why it cannot be deleted: by nobody as long as it makes the last administrators, or not by the reader. */
      hindrance: remaining === 0 ? NO_ADMINISTRATOR_LEFT : why,
    }
  },
})
